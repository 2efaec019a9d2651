package dev.kontor.folders;

import dev.kontor.tree.InFolder;
import org.jspecify.annotations.Nullable;

/// Which folders a list lets through; null lets all through.
public record FolderFilter(InFolder inFolder, @Nullable Boolean isFavorite) {}
