package dev.kontor.tags;

import org.jspecify.annotations.Nullable;

/// A tag to create.
public record NewTag(String name, @Nullable String color) {}
