package dev.kontor.versions;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a file has held, or is to hold.
///
/// @param id of the row; within its file a version goes by its number
/// @param version 1, 2, 3 and so on without gaps
/// @param size bytes: as declared, and as S3 saw them once the content has arrived
/// @param checksum SHA-256 in lower-case hex, of which the same is true
public record Version(
        UUID id,
        int version,
        long size,
        @Nullable String checksum,
        @Nullable String comment,
        boolean isUploaded,
        Instant createdAt,
        Instant updatedAt)
        implements Listed {}
