package dev.kontor.versions;

/// A new version, and what is to be uploaded of it.
public record AddedVersion(Version version, PendingUpload upload) {}
