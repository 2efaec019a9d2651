package dev.kontor.credits;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Credits that are reserved for work whose price is known only afterwards.
///
/// @param amount whole credits, above 0
/// @param settledAmount what the work cost; null unless the hold is settled
/// @param transactionId the usage that settled it; null unless it is settled
/// @param expiresAt from then on it reserves nothing, unless it has ended before
public record Hold(
        UUID id,
        long amount,
        @Nullable Long settledAmount,
        HoldStatus status,
        @Nullable String appId,
        String description,
        JsonText metadata,
        @Nullable UUID transactionId,
        Instant expiresAt,
        Instant createdAt)
        implements Listed {}
