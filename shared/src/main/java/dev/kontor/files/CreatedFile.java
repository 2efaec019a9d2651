package dev.kontor.files;

/// A file whose content has yet to arrive, and as what it is to be uploaded.
public record CreatedFile(File file, String storageKey) {}
