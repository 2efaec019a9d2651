package dev.kontor.local.signin;

import dev.kontor.shared.Limits;

/// Whom a token is for.
///
/// @param id any text of 1 to [Limits#USER_ID_CHARACTERS] characters
/// @param role `user` or `admin`, or what an app makes of it
public record Subject(String id, String email, String role) {

    /// @throws IllegalArgumentException the id is empty or too long
    public Subject {
        var characters = id.codePointCount(0, id.length());
        if (characters < 1 || characters > Limits.USER_ID_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a user id has 1 to %d characters, this one %d"
                            .formatted(Limits.USER_ID_CHARACTERS, characters));
        }
    }

    /// An address to go with an id when it doesn't matter which.
    public static String emailFor(String id) {
        var name = id.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.substring(0, Math.min(name.length(), 64)) + "@example.com";
    }
}
