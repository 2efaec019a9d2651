package dev.kontor.trash;

/// The trash is always listed whole.
public record TrashFilter() {}
