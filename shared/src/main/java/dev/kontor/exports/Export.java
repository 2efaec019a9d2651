package dev.kontor.exports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An export of one user.
///
/// @param expiresAt when it is deleted; null while it is running
public record Export(
        UUID id,
        ExportStatus status,
        ExportProgress progress,
        String storageKey,
        @Nullable Instant expiresAt,
        Instant createdAt) {}
