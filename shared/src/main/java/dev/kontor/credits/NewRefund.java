package dev.kontor.credits;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// A usage to be given back.
///
/// @param amount above 0; null for what is left of the usage
public record NewRefund(UUID transactionId, @Nullable Long amount, String description) {}
