package dev.kontor.search;

import dev.kontor.folders.Child;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;

/// A file or folder that a search found.
///
/// @param rank how well it matches, the best first. `1`: the name is the text. `2`: the name begins
///   with it. `3`: the name contains it. `4`: only the description contains it
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
