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

    /// As the database and the API write it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for any other word
    public static TransactionType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
