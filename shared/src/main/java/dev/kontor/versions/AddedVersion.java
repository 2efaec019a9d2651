package dev.kontor.versions;

/// A new version, and the key and type under which its content is to be uploaded.
public record AddedVersion(Version version, String storageKey, String mimeType) {}
