package dev.kontor.credits;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A usage to be given back.
///
/// @param amount above 0; null for what is left of the usage
public record NewRefund(UUID transactionId, @Nullable Long amount, String description) {}
