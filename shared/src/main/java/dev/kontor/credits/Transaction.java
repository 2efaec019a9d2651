package dev.kontor.credits;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the ledger. Once written, it never changes.
///
/// @param amount whole credits; negative where the balance went down
/// @param refundedTransactionId the usage that a refund returns; null for any other type
/// @param holdId the hold that a usage settled
/// @param expiredTransactionId the grant whose rest was gone at its expiry
public record Transaction(
        UUID id,
        TransactionType type,
        long amount,
        long balanceAfter,
        @Nullable String appId,
        String description,
        JsonText metadata,
        @Nullable UUID refundedTransactionId,
        @Nullable UUID holdId,
        @Nullable UUID expiredTransactionId,
        Instant createdAt)
        implements Listed {}
