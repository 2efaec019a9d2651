package dev.kontor.functions.auth;

/// A token that is none of ours.
final class BadToken extends Exception {

    /// @param reason for the log: it quotes nothing of the token
    BadToken(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
