package dev.kontor.files;

import dev.kontor.versions.PartSize;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file to create, and the content that its version 1 will have (S5).
///
/// @param size bytes
/// @param parentFolderId null for the top level
/// @param checksum SHA-256 in lower-case hex
/// @param isMultipart whether the content comes in parts
public record NewFile(
        String name,
        String mimeType,
        long size,
        @Nullable UUID parentFolderId,
        @Nullable String description,
        @Nullable String checksum,
        List<UUID> tagIds,
        boolean isMultipart) {

    public NewFile {
        tagIds = List.copyOf(tagIds);
    }

    /// The content comes at once.
    public NewFile(
            String name,
            String mimeType,
            long size,
            @Nullable UUID parentFolderId,
            @Nullable String description,
            @Nullable String checksum,
            List<UUID> tagIds) {
        this(name, mimeType, size, parentFolderId, description, checksum, tagIds, false);
    }

    /// Null where the content comes at once.
    @Nullable
    Long partSize() {
        return isMultipart ? PartSize.of(size) : null;
    }
}
