package dev.kontor.files;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file to create, and the content that its version 1 will have (S5).
///
/// @param size bytes
/// @param parentFolderId null for the top level
/// @param checksum SHA-256 in lower-case hex
public record NewFile(
        String name,
        String mimeType,
        long size,
        @Nullable UUID parentFolderId,
        @Nullable String description,
        @Nullable String checksum,
        List<UUID> tagIds) {

    public NewFile {
        tagIds = List.copyOf(tagIds);
    }
}
