package dev.kontor.versions;

import java.time.Instant;
import java.util.UUID;

/// How the content of a version is to be uploaded in parts.
///
/// @param partSize bytes of each part but the last, which has the rest
/// @param partCount 1 to [dev.kontor.shared.Limits#PARTS_MAX]
/// @param expiresAt when the upload is over
public record UploadInParts(UUID uploadId, long partSize, int partCount, Instant expiresAt) {}
