package dev.kontor.versions;

import java.util.UUID;

/// The filter of a list of versions: the versions of one file.
public record VersionFilter(UUID fileId) {}
