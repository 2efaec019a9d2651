package dev.kontor.tags;

import dev.kontor.shared.Change;
import org.jspecify.annotations.Nullable;

/// What a merge patch says of a tag.
public record TagPatch(Change<String> name, Change<@Nullable String> color) {}
