package dev.kontor.local.storage;

import java.io.IOException;

/// Deletes an object, or finds that there is none.
final class DeleteObject implements Operation {
    private final Bucket bucket;

    DeleteObject(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public S3Answer answer(S3Request request) throws IOException {
        bucket.delete(request.key());
        return S3Answer.of(204);
    }
}
