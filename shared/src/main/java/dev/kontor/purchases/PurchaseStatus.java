package dev.kontor.purchases;

import java.util.Locale;

/// How far a purchase is: the database's enum `purchase_status`.
public enum PurchaseStatus {
    /// Not paid, or not yet known to be.
    PENDING,
    COMPLETED,
    /// All of its payment has gone back.
    REFUNDED;

    /// The name of the status in the database and the API.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no status has this name
    static PurchaseStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
