package dev.kontor.folders;

import dev.kontor.tree.InFolder;
import org.jspecify.annotations.Nullable;

/// The filter of a list of folders; null admits all.
public record FolderFilter(InFolder inFolder, @Nullable Boolean isFavorite) {}
