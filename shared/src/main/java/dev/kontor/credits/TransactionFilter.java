package dev.kontor.credits;

import org.jspecify.annotations.Nullable;

/// The filter of a list of transactions; null admits all types.
public record TransactionFilter(@Nullable TransactionType type) {}
