package dev.kontor.exports;

import dev.kontor.zip.SafeName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Content that is to stand in an export.
///
/// @param version the newest one that has this content
/// @param size bytes
/// @param isCurrent whether it is what the file shows
/// @param folderPath of the file's folder; null at the top, or where the folder is younger than the export
record ExportedContent(
        String storageKey,
        int version,
        long size,
        Instant createdAt,
        UUID fileId,
        String name,
        boolean isDeleted,
        boolean isCurrent,
        @Nullable String folderPath) {

    private static final String OLDER = "versions/";

    ExportEntry entry(long number) {
        return ExportEntry.content(number, path(), storageKey, createdAt, size);
    }

    private String path() {
        var safe = SafeName.of(name);
        if (!isCurrent) {
            return "%s%s/%d %s".formatted(OLDER, fileId, version, safe);
        }
        var isTop = folderPath == null || isDeleted != folderPath.startsWith(ExportedFolder.TRASH);
        return (isTop ? (isDeleted ? ExportedFolder.TRASH : ExportedFolder.LIVE) : folderPath) + safe;
    }
}
