package dev.kontor.functions.auth;

/// A token that is not accepted.
final class BadToken extends Exception {

    /// @param reason for the log; it must not quote the token
    BadToken(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
