package dev.kontor.credits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user's balance.
///
/// @param amount whole credits, never negative
/// @param version the number of changes; 0 before the first
/// @param updatedAt null before the first change
public record Balance(long amount, long version, @Nullable Instant updatedAt) {}
