package dev.kontor.credits;

import org.jspecify.annotations.Nullable;

/// Which transactions a list shows; null for all types.
public record TransactionFilter(@Nullable TransactionType type) {}
