package dev.kontor.functions.versions;

/// A new version, beside the request that uploads its content.
public record CreatedVersionBody(VersionBody version) {}
