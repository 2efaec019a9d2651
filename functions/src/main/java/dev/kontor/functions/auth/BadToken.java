package dev.kontor.functions.auth;

/// A token that is none of ours.
final class BadToken extends Exception {

    private final String reason;

    /// @param reason for the log: it quotes nothing of the token
    BadToken(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
