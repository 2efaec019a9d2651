package dev.kontor.trash;

/// The empty filter of the trash, which is always listed whole.
public record TrashFilter() {}
