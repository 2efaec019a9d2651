package dev.kontor.storage;

import org.jspecify.annotations.Nullable;

/// An object as S3 reports it.
///
/// @param size bytes
/// @param checksum SHA-256 in lower-case hex; null if it was uploaded without a checksum
public record StoredObject(long size, @Nullable String checksum) {}
