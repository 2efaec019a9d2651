package dev.kontor.shares;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Pbkdf2;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;

/// A password as it is stored: `$pbkdf2-sha256$i=600000$SALT$HASH`. The text says how the hash was
/// made, so that a later version can hash in another way and still check this one.
///
/// @param text salt and hash in base64 without padding
public record PasswordHash(String text) {

    private static final int SALT_BYTES = 16;
    private static final String SCHEME = "pbkdf2-sha256";
    private static final String ITERATIONS = "i=";

    /// Hashes a new password with a new salt. Takes a good part of a second.
    public static PasswordHash of(String password) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        var base64 = Base64.getEncoder().withoutPadding();
        var hash = hash(password, salt, Limits.PASSWORD_ITERATIONS);
        return new PasswordHash(String.join(
                "$",
                "",
                SCHEME,
                ITERATIONS + Limits.PASSWORD_ITERATIONS,
                base64.encodeToString(salt),
                base64.encodeToString(hash)));
    }

    /// Whether this is the hash of the password. Takes as long as hashing it, and just as long for
    /// a guess that is nearly right.
    public boolean matches(String password) {
        var parts = text.split("\\$", -1);
        if (parts.length != 5 || !parts[1].equals(SCHEME)) {
            throw new IllegalStateException("a stored password hash is malformed");
        }
        var iterations = Integer.parseInt(parts[2].substring(ITERATIONS.length()));
        var base64 = Base64.getDecoder();
        var given = hash(password, base64.decode(parts[3]), iterations);
        return MessageDigest.isEqual(given, base64.decode(parts[4]));
    }

    /// Keyboards write some letters in two ways (é, or e and an accent). NFC makes them equal.
    private static byte[] hash(String password, byte[] salt, int iterations) {
        var normal = Normalizer.normalize(password, Normalizer.Form.NFC);
        return Pbkdf2.sha256(normal, salt, iterations);
    }

    /// Leaves out the hash, which would help to guess the password.
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
