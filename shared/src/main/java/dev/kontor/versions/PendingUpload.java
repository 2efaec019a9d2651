package dev.kontor.versions;

import org.jspecify.annotations.Nullable;

/// Content that was declared and has not arrived.
///
/// @param size bytes
/// @param checksum SHA-256 in lower-case hex
/// @param parts null where the content comes in one PUT
public record PendingUpload(
        String storageKey,
        long size,
        String mimeType,
        @Nullable String checksum,
        @Nullable UploadInParts parts) {}
