package dev.kontor.credits;

import org.jspecify.annotations.Nullable;

/// The filter of a list of holds; null admits all.
public record HoldFilter(@Nullable HoldStatus status) {}
