package dev.kontor.versions;

/// Content that has arrived, and as what it is to be downloaded.
public record Content(String storageKey, String fileName, String mimeType) {}
