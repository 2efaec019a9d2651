package dev.kontor.shared;

import java.time.Instant;
import java.util.UUID;

/// What any list can be sorted by.
public interface Listed {

    UUID id();

    /// Empty for what has no name.
    default String name() {
        return "";
    }

    Instant createdAt();

    /// The same as `createdAt` for what never changes.
    default Instant updatedAt() {
        return createdAt();
    }

    /// Bytes; 0 for what has no content.
    default long size() {
        return 0;
    }

    /// In a list of several kinds, the kind of this item, by which it is ordered first.
    default String group() {
        return "";
    }
}
