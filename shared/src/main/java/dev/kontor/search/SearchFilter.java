package dev.kontor.search;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The text to search for, and the filter of the results; null admits all.
///
/// @param q the text as it was typed, 1 to [dev.kontor.shared.Limits#SEARCH_CHARACTERS] characters
/// @param type `file` or `folder`
/// @param tagId admits files with the tag
/// @param mimeType admits files of the type
/// @param inFolder admits everything below the folder, however deep
public record SearchFilter(
        String q,
        @Nullable String type,
        @Nullable UUID tagId,
        @Nullable String mimeType,
        @Nullable UUID inFolder) {}
