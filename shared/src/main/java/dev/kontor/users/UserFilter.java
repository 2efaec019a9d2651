package dev.kontor.users;

import org.jspecify.annotations.Nullable;

/// The filter of the list of users.
///
/// @param tag admits users with the tag; null admits all
public record UserFilter(@Nullable String tag) {}
