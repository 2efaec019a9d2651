package dev.kontor.versions;

import org.jspecify.annotations.Nullable;

/// A version to add to a file. Its content has the same type as the file.
///
/// @param size bytes
/// @param checksum SHA-256 in lower-case hex
public record NewVersion(
        long size, @Nullable String checksum, @Nullable String comment) {}
