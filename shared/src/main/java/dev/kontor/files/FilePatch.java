package dev.kontor.files;

import dev.kontor.shared.Change;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The changes to a file that a merge patch asks for.
///
/// @param parentFolderId a change to null moves the file to the top level
public record FilePatch(
        Change<String> name,
        Change<@Nullable String> description,
        Change<@Nullable UUID> parentFolderId,
        Change<Boolean> isFavorite,
        Change<Boolean> isPublic) {

    boolean changes() {
        return name.given() || description.given() || parentFolderId.given() || isFavorite.given() || isPublic.given();
    }
}
