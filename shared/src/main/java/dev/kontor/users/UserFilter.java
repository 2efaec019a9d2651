package dev.kontor.users;

import org.jspecify.annotations.Nullable;

/// Which users a list shows.
///
/// @param tag null for all
public record UserFilter(@Nullable String tag) {}
