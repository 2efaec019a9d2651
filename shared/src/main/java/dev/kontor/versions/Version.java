package dev.kontor.versions;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One version of a file's content.
///
/// @param id of the row; the API identifies a version by its file and number
/// @param version 1, 2, 3 and so on, without gaps
/// @param size bytes: declared by the client, and confirmed by S3 once the content has arrived
/// @param checksum SHA-256 in lower-case hex: declared and confirmed likewise
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
