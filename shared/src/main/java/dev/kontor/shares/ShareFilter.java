package dev.kontor.shares;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which shares a list lets through; null lets all through.
public record ShareFilter(@Nullable UUID fileId, @Nullable UUID folderId) {}
