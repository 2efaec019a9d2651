package dev.kontor.shares;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The place in a share that a visitor looks at.
///
/// @param folderId a folder below the shared one; null for the shared file or folder itself
public record SharedPlace(String token, @Nullable UUID folderId) {}
