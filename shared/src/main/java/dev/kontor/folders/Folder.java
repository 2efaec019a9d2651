package dev.kontor.folders;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A live folder as its owner sees it.
///
/// @param parentFolderId null at the top level
public record Folder(
        UUID id,
        String name,
        @Nullable UUID parentFolderId,
        @Nullable String description,
        boolean isFavorite,
        Instant createdAt,
        Instant updatedAt)
        implements Listed {}
