package dev.kontor.versions;

/// Content that has arrived, and the name and type under which it is downloaded.
public record Content(String storageKey, String fileName, String mimeType) {}
