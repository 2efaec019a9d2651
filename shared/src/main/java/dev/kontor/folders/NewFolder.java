package dev.kontor.folders;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// A folder to be made.
///
/// @param parentFolderId null for the top level
public record NewFolder(String name, @Nullable UUID parentFolderId, @Nullable String description) {}
