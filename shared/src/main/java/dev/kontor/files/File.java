package dev.kontor.files;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A live file as its owner sees it (S5).
///
/// @param mimeType of the current version
/// @param size bytes of the current version
/// @param parentFolderId null at the top level
/// @param isUploaded whether any content has arrived
/// @param currentVersion the newest version whose content has arrived; 1 before any has
/// @param tags sorted by name
public record File(
        UUID id,
        String name,
        String mimeType,
        long size,
        @Nullable UUID parentFolderId,
        @Nullable String description,
        boolean isFavorite,
        boolean isPublic,
        boolean isUploaded,
        int currentVersion,
        List<FileTag> tags,
        Instant createdAt,
        Instant updatedAt)
        implements Listed {

    /// A tag of a file.
    public record FileTag(UUID id, String name, @Nullable String color) {}

    public File {
        tags = List.copyOf(tags);
    }
}
