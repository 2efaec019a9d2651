package dev.kontor.shares;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// Where whoever has a token looks.
///
/// @param folderId a folder below the shared one; null for what is shared itself
public record SharedPlace(String token, @Nullable UUID folderId) {}
