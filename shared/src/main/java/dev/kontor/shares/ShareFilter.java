package dev.kontor.shares;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The filter of a list of shares; null admits all.
public record ShareFilter(@Nullable UUID fileId, @Nullable UUID folderId) {}
