package dev.kontor.local.storage;

import java.io.IOException;
import java.util.Set;

/// Ends a multipart upload without an object. A part that arrives afterwards finds no upload.
final class AbortMultipartUpload implements S3Operation {
    private final MultipartStore uploads;

    AbortMultipartUpload(MultipartStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(UploadPart.UPLOAD_ID);
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        uploads.abort(request.parameter(UploadPart.UPLOAD_ID), request.key());
        return S3Response.of(204);
    }
}
