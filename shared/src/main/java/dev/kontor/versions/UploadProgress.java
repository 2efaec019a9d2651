package dev.kontor.versions;

import dev.kontor.storage.ObjectPart;
import java.util.List;
import java.util.UUID;

/// An upload in parts, and the parts that S3 has, by which a client goes on.
///
/// @param size bytes of the whole content
/// @param partSize bytes of each part but the last, which has the rest
public record UploadProgress(
        UUID fileId, int version, long size, long partSize, int partCount, List<ArrivedPart> parts) {

    /// @param size bytes
    /// @param etag with its quotes, as S3 gives it
    public record ArrivedPart(int partNumber, long size, String etag) {}

    public UploadProgress {
        parts = List.copyOf(parts);
    }

    static UploadProgress of(MultipartUpload upload, List<ObjectPart> parts) {
        return new UploadProgress(
                upload.fileId(),
                upload.version(),
                upload.size(),
                upload.partSize(),
                upload.partCount(),
                parts.stream()
                        .map(part -> new ArrivedPart(part.number(), part.size(), part.etag()))
                        .toList());
    }
}
