package dev.kontor.folders;

import dev.kontor.shared.Change;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The changes to a folder that a merge patch asks for.
///
/// @param parentFolderId a change to null moves the folder to the top level
public record FolderPatch(
        Change<String> name,
        Change<@Nullable String> description,
        Change<@Nullable UUID> parentFolderId,
        Change<Boolean> isFavorite) {

    boolean changes() {
        return name.given() || description.given() || parentFolderId.given() || isFavorite.given();
    }
}
