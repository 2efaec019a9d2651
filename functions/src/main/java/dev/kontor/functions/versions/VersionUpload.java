package dev.kontor.functions.versions;

import dev.kontor.storage.PresignedRequest;

/// A new version, and the request that uploads its content.
public record VersionUpload(VersionBody version, PresignedRequest upload) {}
