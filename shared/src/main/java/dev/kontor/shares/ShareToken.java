package dev.kontor.shares;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// The secret that a link is made of: 256 random bits in base64url, 43 characters.
final class ShareToken {

    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[\\w-]{43}");

    private ShareToken() {}

    /// A new token. It has its own source of randomness: a source that is kept would be part of a
    /// SnapStart snapshot, and so the same in every process that is restored from it.
    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Whether a text has the shape of a token. Any other text belongs to no share.
    static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }
}
