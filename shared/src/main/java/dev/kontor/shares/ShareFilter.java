package dev.kontor.shares;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// Which shares a list lets through; null lets all through.
public record ShareFilter(@Nullable UUID fileId, @Nullable UUID folderId) {}
