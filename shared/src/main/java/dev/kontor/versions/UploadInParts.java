package dev.kontor.versions;

import java.time.Instant;
import java.util.UUID;

/// How the content of a version is to be uploaded in parts.
///
/// @param partSize bytes of each part but the last, which has the rest
/// @param expiresAt the upload may go on until then
public record UploadInParts(UUID uploadId, long partSize, int partCount, Instant expiresAt) {}
