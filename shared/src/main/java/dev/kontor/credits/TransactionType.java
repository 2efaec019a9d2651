package dev.kontor.credits;

import java.util.Locale;

/// Why a balance changed: the database's enum `transaction_type` (S12).
public enum TransactionType {
    PURCHASE,
    USAGE,
    REFUND,
    BONUS,
    /// Up or down.
    ADJUSTMENT;

    /// The name of the type in the database and the API.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no type has this name
    public static TransactionType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
