package dev.kontor.tags;

import org.jspecify.annotations.Nullable;

/// A tag to be made.
public record NewTag(String name, @Nullable String color) {}
