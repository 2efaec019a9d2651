package dev.kontor.credits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user's balance, in whole credits.
///
/// @param amount the sum of the user's transactions, never negative
/// @param held what open holds have reserved
/// @param available what can be spent or held: the amount without what is held, never negative
/// @param version the number of transactions
/// @param updatedAt null before the first change
public record Balance(
        long amount,
        long held,
        long available,
        long version,
        @Nullable Instant updatedAt) {

    static final Balance NONE = new Balance(0, 0, 0, 0, null);

    Balance(long amount, long held, long version, Instant updatedAt) {
        this(amount, held, amount - held, version, updatedAt);
    }
}
