package dev.kontor.shares;

/// The content of a shared file, counted as downloaded.
///
/// @param storageKey of its current version
/// @param fileName what to save it as
public record SharedContent(String storageKey, String fileName, String mimeType) {}
