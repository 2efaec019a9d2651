package dev.kontor.purchases;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A package that a user has begun to buy, with credits and price as they were then.
///
/// @param transactionId the row of the ledger that gave the credits; null while nothing was given
/// @param recovered credits that were taken back, or not given, since their payment has gone back
/// @param unrecovered credits whose payment has gone back, but which were spent or held then
/// @param completedAt null while the payment is not known
public record Purchase(
        UUID id,
        UUID packageId,
        long credits,
        Price price,
        PurchaseStatus status,
        @Nullable UUID transactionId,
        long recovered,
        long unrecovered,
        Instant createdAt,
        @Nullable Instant completedAt,
        Instant updatedAt)
        implements Listed {}
