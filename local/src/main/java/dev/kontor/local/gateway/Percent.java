package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Percent-encoding of UTF-8 (RFC 3986), read strictly.
final class Percent {
    private Percent() {}

    /// @throws Refusal a `%` without two hexadecimal digits, or bytes that are no UTF-8
    static String decode(String text) throws Refusal {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character != '%') {
                // The server reads a request line as Latin-1: one character is one byte.
                bytes.write(character);
            } else {
                bytes.write(byteAt(text, i + 1));
                i += 2;
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw Refusal.badRequest();
        }
    }

    private static int byteAt(String text, int index) throws Refusal {
        if (index + 1 >= text.length()) {
            throw Refusal.badRequest();
        }
        var high = Character.digit(text.charAt(index), 16);
        var low = Character.digit(text.charAt(index + 1), 16);
        if (high < 0 || low < 0) {
            throw Refusal.badRequest();
        }
        return high << 4 | low;
    }
}
