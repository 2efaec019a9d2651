package dev.kontor.functions.http;

/// What a token's `scope` allows a service to do for users.
public enum TokenScope {
    /// Spend and hold credits.
    SPEND_CREDITS("credits:spend"),
    /// Read balances, transactions, holds and summaries; an admin may do that too.
    READ_CREDITS("credits:read");

    private final String word;

    TokenScope(String word) {
        this.word = word;
    }

    /// The scope as a token has it.
    @Override
    public String toString() {
        return word;
    }
}
