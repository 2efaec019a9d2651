package dev.kontor.tags;

/// The empty filter of the list of tags, which always shows all tags of the user.
public record TagFilter() {}
