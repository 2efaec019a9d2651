package dev.kontor.tags;

import dev.kontor.shared.Change;
import org.jspecify.annotations.Nullable;

/// The changes to a tag that a merge patch asks for.
public record TagPatch(Change<String> name, Change<@Nullable String> color) {

    boolean changes() {
        return name.given() || color.given();
    }
}
