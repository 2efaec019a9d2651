package dev.kontor.trash;

import dev.kontor.folders.Child;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;

/// A file or folder that was itself deleted, as its owner sees it. The files and folders below it,
/// which were deleted with it, have no items.
///
/// @param thing as it was when it was deleted; its parent may be in the trash too
/// @param deletedAt the sort key of the trash
public record TrashItem(Child thing, Instant deletedAt) implements Listed {

    /// The id of the file or folder.
    @Override
    public UUID id() {
        return thing.id();
    }

    @Override
    public String name() {
        return thing.name();
    }

    /// The time of the deletion, which put it into this list.
    @Override
    public Instant createdAt() {
        return deletedAt;
    }
}
