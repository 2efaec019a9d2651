package dev.kontor.shared;

import java.time.Instant;
import java.util.UUID;

/// An item of a list, with the values that a list can be sorted by.
public interface Listed {

    UUID id();

    /// Empty for an item without a name.
    default String name() {
        return "";
    }

    Instant createdAt();

    /// `createdAt` for an item that never changes.
    default Instant updatedAt() {
        return createdAt();
    }

    /// Bytes; 0 for an item without content.
    default long size() {
        return 0;
    }

    /// The place of the item in a list that somebody has put in order; 0 in any other.
    default long sortOrder() {
        return 0;
    }

    /// The kind of the item, in a list of several kinds. The list is ordered by it first.
    default String group() {
        return "";
    }
}
