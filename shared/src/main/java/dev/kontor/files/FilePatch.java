package dev.kontor.files;

import dev.kontor.shared.Change;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a merge patch says of a file.
///
/// @param parentFolderId to null moves to the top level
public record FilePatch(
        Change<String> name,
        Change<@Nullable String> description,
        Change<@Nullable UUID> parentFolderId,
        Change<Boolean> isFavorite,
        Change<Boolean> isPublic) {}
