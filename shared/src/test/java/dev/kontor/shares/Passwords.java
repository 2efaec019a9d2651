package dev.kontor.shares;

import dev.kontor.shared.Pbkdf2;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Hashes of one iteration, which are checked quickly, for tests that check many.
public final class Passwords {

    private static final byte[] SALT = "sixteen bytes it".getBytes(StandardCharsets.UTF_8);

    private Passwords() {}

    public static PasswordHash hash(String password) {
        var base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$pbkdf2-sha256$i=1$%s$%s"
                .formatted(base64.encodeToString(SALT), base64.encodeToString(Pbkdf2.sha256(password, SALT, 1))));
    }
}
