package dev.kontor.exports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place in the order in which an export names folders: the folders of one folder after those of another.
///
/// @param parent the number of their parent's entry; 0 for those at the top
/// @param createdAt of the last folder, as the database writes it
record FolderPlace(long parent, String createdAt, UUID id) {

    private static final UUID FIRST_ID = new UUID(0, 0);

    /// Before the first folder of a parent.
    static FolderPlace before(long parent) {
        return new FolderPlace(parent, "-infinity", FIRST_ID);
    }

    /// Reads what [#toString] wrote; null is before the first folder of all.
    static FolderPlace of(@Nullable String text) {
        if (text == null) {
            return before(0);
        }
        var parts = text.split("/", 3);
        return new FolderPlace(Long.parseLong(parts[0]), parts[1], UUID.fromString(parts[2]));
    }

    @Override
    public String toString() {
        return "%d/%s/%s".formatted(parent, createdAt, id);
    }
}
