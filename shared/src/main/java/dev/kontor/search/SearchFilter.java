package dev.kontor.search;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is looked for, and where; null lets all through.
///
/// @param q the text, 1 to [dev.kontor.shared.Limits#SEARCH_CHARACTERS] characters, as it was typed
/// @param type `file` or `folder`
/// @param tagId lets through files that carry the tag
/// @param mimeType lets through files of the type
/// @param inFolder lets through what lies in the folder, however deep
public record SearchFilter(
        String q,
        @Nullable String type,
        @Nullable UUID tagId,
        @Nullable String mimeType,
        @Nullable UUID inFolder) {}
