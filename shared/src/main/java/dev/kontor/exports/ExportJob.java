package dev.kontor.exports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An export that a step has taken to write.
///
/// @param multipartId S3's id of the upload; null before S3 was told of it
/// @param leaseId proves that nobody else has taken it since
record ExportJob(
        UUID id,
        String userId,
        String storageKey,
        @Nullable String multipartId,
        UUID leaseId,
        ExportPosition position) {

    ExportJob withMultipartId(String id) {
        return new ExportJob(this.id, userId, storageKey, id, leaseId, position);
    }
}
