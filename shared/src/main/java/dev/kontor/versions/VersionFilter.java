package dev.kontor.versions;

import java.util.UUID;

/// Whose versions a list has.
public record VersionFilter(UUID fileId) {}
