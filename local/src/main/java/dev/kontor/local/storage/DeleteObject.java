package dev.kontor.local.storage;

import java.io.IOException;

/// Deletes an object; succeeds as well if there is none, as S3 does.
final class DeleteObject implements S3Operation {
    private final Bucket bucket;

    DeleteObject(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public S3Response respond(S3Request request) throws IOException {
        bucket.delete(request.key());
        return S3Response.of(204);
    }
}
