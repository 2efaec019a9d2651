package dev.kontor.search;

import dev.kontor.folders.Child;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;

/// A file or folder that was found.
///
/// @param rank how well it fits, the best first: `1` has just the text as its name, with `2` the
///   name begins with it, with `3` the name holds it, with `4` only the description does
public record Hit(String rank, Child child) implements Listed {

    @Override
    public String group() {
        return rank;
    }

    @Override
    public UUID id() {
        return child.id();
    }

    @Override
    public Instant createdAt() {
        return child.createdAt();
    }
}
