package dev.kontor.files;

/// A new file, and the key under which its content is to be uploaded.
public record CreatedFile(File file, String storageKey) {}
