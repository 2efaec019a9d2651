package dev.kontor.trash;

import dev.kontor.folders.Child;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;

/// A file or folder that was itself deleted, as its owner sees it. What went with it is not told.
///
/// @param thing as it was when it was deleted; its parent may be in the trash too
/// @param deletedAt what the trash is sorted by
public record TrashItem(Child thing, Instant deletedAt) implements Listed {

    /// The file's or folder's.
    @Override
    public UUID id() {
        return thing.id();
    }

    @Override
    public String name() {
        return thing.name();
    }

    /// It came into this list when it was deleted.
    @Override
    public Instant createdAt() {
        return deletedAt;
    }
}
