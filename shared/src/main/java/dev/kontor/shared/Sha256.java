package dev.kontor.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of text in UTF-8.
public final class Sha256 {

    private Sha256() {}

    public static byte[] of(String text) {
        try {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// The hash in lower-case hex: 64 characters.
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
