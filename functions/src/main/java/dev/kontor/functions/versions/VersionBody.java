package dev.kontor.functions.versions;

import dev.kontor.versions.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version as its owner sees it: with its number, and without its row's id.
public record VersionBody(
        int version,
        long size,
        @Nullable String checksum,
        @Nullable String comment,
        boolean isUploaded,
        Instant createdAt) {

    static VersionBody of(Version version) {
        return new VersionBody(
                version.version(),
                version.size(),
                version.checksum(),
                version.comment(),
                version.isUploaded(),
                version.createdAt());
    }
}
