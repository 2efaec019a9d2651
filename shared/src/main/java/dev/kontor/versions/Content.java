package dev.kontor.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Content that has arrived, and the name and type under which it is downloaded.
///
/// @param end when the way to it ends, such as a share; null if it does not
public record Content(
        String storageKey,
        String fileName,
        String mimeType,
        @Nullable Instant end) {}
