package dev.kontor.storage;

import org.jspecify.annotations.Nullable;

/// An object as S3 sees it.
///
/// @param size bytes
/// @param checksum SHA-256 in lower-case hex; null where S3 was given none to keep
public record StoredObject(long size, @Nullable String checksum) {}
