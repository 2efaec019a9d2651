package dev.kontor.files;

import dev.kontor.tree.InFolder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which files a list lets through; null lets all through.
public record FileFilter(
        InFolder inFolder,
        @Nullable UUID tagId,
        @Nullable Boolean isFavorite,
        @Nullable String mimeType) {}
