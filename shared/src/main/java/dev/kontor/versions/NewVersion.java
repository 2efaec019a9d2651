package dev.kontor.versions;

import org.jspecify.annotations.Nullable;

/// A version to be added to a file, whose content is of the same type.
///
/// @param size bytes
/// @param checksum SHA-256 in lower-case hex
public record NewVersion(
        long size, @Nullable String checksum, @Nullable String comment) {}
