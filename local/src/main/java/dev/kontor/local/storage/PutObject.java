package dev.kontor.local.storage;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;

/// Stores an object, if it arrives whole and matches the digests of the request. The response is
/// sent after the first attempt to deliver the notification.
final class PutObject implements S3Operation {
    /// The limit of S3 for one request, in bytes.
    static final long MAX_BYTES = 5L << 30;

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
        var length = request.contentLength();
        if (length > MAX_BYTES) {
            throw S3Error.entityTooLarge();
        }
        if (onlyIfNew && bucket.has(request.key())) {
            throw S3Error.preconditionFailed();
        }
        var digests = ClaimedDigests.of(request);
        try (var pending = bucket.newObject()) {
            if (pending.receive(request.body()) < length) {
                throw S3Error.incompleteBody();
            }
            digests.check(pending.md5(), pending.sha256());
            var etag = HexFormat.of().formatHex(pending.md5());
            publisher.publish(pending, request.key(), request.contentType(), etag, digests.sha256(), onlyIfNew);
            var response = S3Response.of(200).with("ETag", '"' + etag + '"');
            return digests.sha256() == null ? response : response.with(ClaimedDigests.SHA256_HEADER, digests.sha256());
        }
    }
}
