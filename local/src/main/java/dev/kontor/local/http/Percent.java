package dev.kontor.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/// Percent-encoding of UTF-8 (RFC 3986).
public final class Percent {
    private Percent() {}

    /// @param text of a request's target, of which one character is one byte
    /// @throws CharacterCodingException a `%` has no two digits after it, or the bytes are not UTF-8
    public static String decode(String text) throws CharacterCodingException {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character != '%') {
                bytes.write(character);
            } else if (hasDigits(text, i + 1)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                throw new CharacterCodingException();
            }
        }
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    }

    private static boolean hasDigits(String text, int at) {
        return at + 2 <= text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
    }
}
