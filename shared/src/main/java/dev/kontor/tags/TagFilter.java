package dev.kontor.tags;

/// All tags of a user: the list has no filter.
public record TagFilter() {}
