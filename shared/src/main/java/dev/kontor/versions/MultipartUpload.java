package dev.kontor.versions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The upload of a version whose content comes in parts.
///
/// @param size bytes of the content
/// @param partSize bytes of each part but the last, which has the rest
/// @param multipartId S3's id of the upload; null before S3 was told of it
/// @param isUploaded whether the content has arrived
record MultipartUpload(
        UUID fileId,
        int version,
        String storageKey,
        String mimeType,
        long size,
        long partSize,
        @Nullable String multipartId,
        boolean isUploaded) {

    /// At least one: an empty object has an empty part.
    static int partCount(long size, long partSize) {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(size, partSize)));
    }

    int partCount() {
        return partCount(size, partSize);
    }

    /// Bytes of a part.
    ///
    /// @param number from 1
    long length(int number) {
        return Math.min(partSize, size - (number - 1) * partSize);
    }
}
