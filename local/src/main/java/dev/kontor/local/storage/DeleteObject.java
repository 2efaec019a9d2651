package dev.kontor.local.storage;

import java.io.IOException;

/// Deletes an object, or finds that there is none.
final class DeleteObject implements S3Operation {
    private final Bucket bucket;

    DeleteObject(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public S3Response answer(S3Request request) throws IOException {
        bucket.delete(request.key());
        return S3Response.of(204);
    }
}
