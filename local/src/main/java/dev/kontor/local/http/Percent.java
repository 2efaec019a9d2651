package dev.kontor.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Percent-encoding of UTF-8 (RFC 3986).
public final class Percent {
    private Percent() {}

    /// @param text from a [java.net.URI], where two digits follow every `%`
    /// @throws CharacterCodingException the bytes are not UTF-8
    public static String decode(String text) throws CharacterCodingException {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character != '%') {
                // The server reads a request line as Latin-1: one character is one byte.
                bytes.write(character);
            } else {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            }
        }
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    }
}
