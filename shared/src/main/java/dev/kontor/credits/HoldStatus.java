package dev.kontor.credits;

import java.util.Locale;

/// How far a hold is: the database's enum `hold_status`. What has ended stays as it is.
public enum HoldStatus {
    OPEN,
    SETTLED,
    RELEASED,
    EXPIRED;

    /// The name of the status in the database and the API.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no status has this name
    public static HoldStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
