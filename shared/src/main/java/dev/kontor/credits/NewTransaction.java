package dev.kontor.credits;

import dev.kontor.shared.JsonText;
import org.jspecify.annotations.Nullable;

/// A transaction to make, of any type but a refund.
///
/// @param amount whole credits to add to the balance; negative to take credits, as every usage does
/// @param expectedVersion the version that the balance must still have; null for any
public record NewTransaction(
        TransactionType type,
        long amount,
        @Nullable String appId,
        String description,
        JsonText metadata,
        @Nullable Long expectedVersion) {}
