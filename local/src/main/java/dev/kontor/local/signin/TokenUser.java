package dev.kontor.local.signin;

import dev.kontor.shared.Limits;

/// The user that a token is issued for.
///
/// @param id any text of 1 to [Limits#USER_ID_CHARACTERS] characters, not all of them blank
/// @param email at most [Limits#EMAIL_CHARACTERS] characters
/// @param role `user`, `admin` or a role of the app, at most [Limits#ROLE_CHARACTERS] characters
/// @param scope what a service may do for users: words separated by blanks, at most
///     [Limits#SCOPE_CHARACTERS] characters; empty for none
public record TokenUser(String id, String email, String role, String scope) {

    /// A user whose token has no scope.
    public TokenUser(String id, String email, String role) {
        this(id, email, role, "");
    }

    /// @throws IllegalArgumentException the authorizer would refuse the token
    public TokenUser {
        if (id.isBlank() && !id.isEmpty()) {
            throw new IllegalArgumentException("a user id has more than blanks");
        }
        check("a user id", id, 1, Limits.USER_ID_CHARACTERS);
        check("an e-mail address", email, 0, Limits.EMAIL_CHARACTERS);
        check("a role", role, 0, Limits.ROLE_CHARACTERS);
        check("a scope", scope, 0, Limits.SCOPE_CHARACTERS);
    }

    private static void check(String what, String text, int min, int max) {
        var characters = text.codePointCount(0, text.length());
        if (characters < min || characters > max) {
            throw new IllegalArgumentException(
                    "%s has %d to %d characters, this one %d".formatted(what, min, max, characters));
        }
    }

    /// A valid e-mail address made of an id, for when any address will do.
    public static String emailFor(String id) {
        var name = id.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.substring(0, Math.min(name.length(), 64)) + "@example.com";
    }
}
