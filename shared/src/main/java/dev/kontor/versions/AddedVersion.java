package dev.kontor.versions;

/// A version whose content has yet to arrive, and as what it is to be uploaded.
public record AddedVersion(Version version, String storageKey, String mimeType) {}
