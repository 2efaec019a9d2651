package dev.kontor.local.storage;

import java.io.IOException;
import java.util.Set;

/// Stores an object, if it arrives whole and matches the digests of the request. The response is
/// sent after the first attempt to deliver the notification.
final class PutObject implements S3Operation {
    /// Any other header asks for something that would silently not happen.
    private static final Set<String> AMZ_HEADERS =
            Set.of("x-amz-date", SignatureCheck.CONTENT_HASH, ClaimedDigests.SHA256_HEADER);

    private final Bucket bucket;
    private final ObjectPublisher publisher;

    PutObject(Bucket bucket, ObjectPublisher publisher) {
        this.bucket = bucket;
        this.publisher = publisher;
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        request.checkKeyLength();
        request.refuseAmzHeadersBut(AMZ_HEADERS);
        var onlyIfNew = request.isOnlyIfNew();
        request.checkContentLength();
        if (onlyIfNew && bucket.has(request.key())) {
            throw S3Error.preconditionFailed();
        }
        var digests = ClaimedDigests.of(request);
        try (var pending = bucket.newObject()) {
            var etag = request.receive(pending, digests);
            publisher.publish(pending, request.key(), request.contentType(), etag, digests.sha256(), onlyIfNew);
            var response = S3Response.of(200).with("ETag", '"' + etag + '"');
            return digests.sha256() == null ? response : response.with(ClaimedDigests.SHA256_HEADER, digests.sha256());
        }
    }
}
