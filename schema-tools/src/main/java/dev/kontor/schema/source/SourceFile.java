package dev.kontor.schema.source;

/// A migration as it stands in the repository.
///
/// @param name what findings call it, usually its path
/// @param isContract whether it belongs to what runs one release after the code that needs it no
///   more: there, dropping is what it is for
public record SourceFile(String name, String text, boolean isContract) {}
