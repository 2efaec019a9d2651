package dev.kontor.shared;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 with HMAC-SHA-256 (RFC 8018): a hash that takes long, for texts that somebody might
/// guess.
public final class Pbkdf2 {

    private static final int HASH_BITS = 256;

    private Pbkdf2() {}

    /// 32 bytes.
    ///
    /// @param salt another one for each text, so that equal texts differ and none is guessed twice
    /// @param iterations what it costs: [Limits#PASSWORD_ITERATIONS] for a new hash
    public static byte[] sha256(String text, byte[] salt, int iterations) {
        var key = new PBEKeySpec(text.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the JDK has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            key.clearPassword();
        }
    }
}
