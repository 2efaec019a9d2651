package dev.kontor.files;

import dev.kontor.tree.InFolder;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// Which files a list lets through; null lets all through.
public record FileFilter(
        InFolder inFolder,
        @Nullable UUID tagId,
        @Nullable Boolean isFavorite,
        @Nullable String mimeType) {}
