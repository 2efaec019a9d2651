package dev.kontor.functions.auth;

import static dev.kontor.functions.auth.TestKey.base64;
import static dev.kontor.functions.auth.TestKey.utf8;

import dev.kontor.functions.testing.Lambda;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A token that nobody signed, or not so, with all the claims of a good one.
record Attack(String name, String token) {

    private static final int SHOWN_CHARACTERS = 80;

    /// The part of the token before its signature.
    static String unsigned(Map<String, ? extends @Nullable Object> header) {
        return base64(utf8(Lambda.json(header))) + "." + base64(utf8(Lambda.json(SignIn.claims())));
    }

    static String signed(String text, TestKey key) {
        return text + "." + base64(key.sign(text));
    }

    @Override
    public String toString() {
        var visible = name.replace("\0", "\\0").replace("\uFEFF", "\\uFEFF");
        return visible.length() <= SHOWN_CHARACTERS ? visible : visible.substring(0, SHOWN_CHARACTERS) + "\u2026";
    }
}
