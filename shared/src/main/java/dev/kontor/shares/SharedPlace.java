package dev.kontor.shares;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where whoever has a token looks.
///
/// @param folderId a folder below the shared one; null for what is shared itself
public record SharedPlace(String token, @Nullable UUID folderId) {}
