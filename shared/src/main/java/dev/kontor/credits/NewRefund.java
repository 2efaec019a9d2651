package dev.kontor.credits;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refund to make.
///
/// @param amount whole credits, above 0; null for all that is left of the usage
public record NewRefund(UUID transactionId, @Nullable Long amount, String description) {}
