package dev.kontor.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Content that has arrived, and the name and type under which it is downloaded.
///
/// @param end when it can no longer be downloaded this way, since a share ends; null for never
public record Content(
        String storageKey,
        String fileName,
        String mimeType,
        @Nullable Instant end) {}
