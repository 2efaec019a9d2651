package dev.kontor.shared;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 with HMAC-SHA-256 (RFC 8018): a slow hash, for texts that somebody might guess.
public final class Pbkdf2 {

    private static final int HASH_BITS = 256;

    private Pbkdf2() {}

    /// Hashes a text. Takes a good part of a second for [Limits#PASSWORD_ITERATIONS].
    ///
    /// @param salt a new one for each text, so that equal texts have different hashes
    /// @param iterations the cost: [Limits#PASSWORD_ITERATIONS] for a new hash
    /// @return 32 bytes
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
