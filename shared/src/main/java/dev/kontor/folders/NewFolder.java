package dev.kontor.folders;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A folder to create.
///
/// @param parentFolderId null for the top level
public record NewFolder(
        String name,
        @Nullable UUID parentFolderId,
        @Nullable String description) {}
