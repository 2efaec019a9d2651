package dev.kontor.credits;

import dev.kontor.shared.JsonText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A transaction to make, of any type but a refund.
///
/// @param amount whole credits to add to the balance; negative to take credits, as every usage does
/// @param expectedVersion the version that the balance must still have; null for any
/// @param expiresAt when that is gone which is left of credits that are added; null for never
public record NewTransaction(
        TransactionType type,
        long amount,
        @Nullable String appId,
        String description,
        JsonText metadata,
        @Nullable Long expectedVersion,
        @Nullable Instant expiresAt) {

    /// Credits that never expire, or credits to take.
    public NewTransaction(
            TransactionType type,
            long amount,
            @Nullable String appId,
            String description,
            JsonText metadata,
            @Nullable Long expectedVersion) {
        this(type, amount, appId, description, metadata, expectedVersion, null);
    }
}
