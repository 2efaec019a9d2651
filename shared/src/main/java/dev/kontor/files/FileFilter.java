package dev.kontor.files;

import dev.kontor.tree.InFolder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The filter of a list of files; null admits all.
public record FileFilter(
        InFolder inFolder,
        @Nullable UUID tagId,
        @Nullable Boolean isFavorite,
        @Nullable String mimeType) {}
