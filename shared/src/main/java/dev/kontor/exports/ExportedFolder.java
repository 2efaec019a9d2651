package dev.kontor.exports;

import dev.kontor.shared.Limits;
import dev.kontor.zip.SafeName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A folder that is to stand in an export.
///
/// @param parentPath ends with a slash; null at the top
/// @param reached its [FolderPlace]
record ExportedFolder(
        UUID id,
        String name,
        boolean isDeleted,
        Instant updatedAt,
        @Nullable String parentPath,
        String reached) {

    static final String LIVE = "files/";
    static final String TRASH = "trash/";

    ExportEntry entry(long number) {
        return ExportEntry.folder(number, path(), id, updatedAt);
    }

    /// Below its parent, or at the top if only one of the two is in the trash. In place of a path that would
    /// be too long, it is the folder's id, at the top.
    private String path() {
        var isTop = parentPath == null || isDeleted != parentPath.startsWith(TRASH);
        var top = isDeleted ? TRASH : LIVE;
        var path = (isTop ? top : parentPath) + SafeName.of(name) + "/";
        return path.getBytes(StandardCharsets.UTF_8).length <= Limits.EXPORT_PATH_BYTES
                ? path
                : "%s%s/".formatted(top, id);
    }
}
