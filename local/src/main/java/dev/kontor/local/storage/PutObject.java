package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Stores an object, if it arrives whole and matches the digests of the request. The response is
/// sent after the first attempt to deliver the notification.
final class PutObject implements S3Operation {
    /// The limit of S3 for one request.
    private static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    private static final int MAX_KEY_BYTES = 1024;
    private static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

    /// Any other header asks for something that would silently not happen.
    private static final Set<String> AMZ_HEADERS =
            Set.of("x-amz-date", SignatureCheck.CONTENT_HASH, ClaimedDigests.SHA256_HEADER);

    private final Bucket bucket;
    private final Deliveries deliveries;
    private final AtomicLong lastSequence = new AtomicLong();

    PutObject(Bucket bucket, Deliveries deliveries) {
        this.bucket = bucket;
        this.deliveries = deliveries;
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        if (request.key().getBytes(UTF_8).length > MAX_KEY_BYTES) {
            throw S3Error.keyTooLong();
        }
        refuseUnsupported(request);
        var length = request.contentLength();
        if (length > MAX_BYTES) {
            throw S3Error.entityTooLarge();
        }
        var onlyIfNew = request.header("if-none-match") != null;
        if (onlyIfNew && bucket.has(request.key())) {
            throw S3Error.preconditionFailed();
        }
        var digests = ClaimedDigests.of(request);
        try (var pending = bucket.newObject()) {
            if (pending.receive(request.body()) < length) {
                throw S3Error.incompleteBody();
            }
            digests.check(pending.md5(), pending.sha256());
            var metadata = new Metadata(
                    request.key(),
                    Objects.requireNonNullElse(request.header("content-type"), DEFAULT_CONTENT_TYPE),
                    HexFormat.of().formatHex(pending.md5()),
                    digests.sha256(),
                    Instant.now(),
                    nextSequencer());
            var notification = pending.publish(metadata, onlyIfNew).orElseThrow(S3Error::preconditionFailed);
            deliveries.deliver(notification);
            var response = S3Response.of(200).with("ETag", '"' + metadata.etag() + '"');
            return digests.sha256() == null ? response : response.with(ClaimedDigests.SHA256_HEADER, digests.sha256());
        }
    }

    private static void refuseUnsupported(S3Request request) throws S3Error {
        for (var name : request.headers().keySet()) {
            if (name.startsWith("x-amz-") && !AMZ_HEADERS.contains(name)) {
                throw S3Error.notImplemented("the header " + name);
            }
        }
        if (request.header("if-match") != null
                || !"*".equals(Objects.requireNonNullElse(request.header("if-none-match"), "*"))) {
            throw S3Error.notImplemented("conditions other than If-None-Match: *");
        }
    }

    /// Derived from the time, so that it keeps rising after a restart.
    private String nextSequencer() {
        var now = Instant.now();
        var micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return "%016X".formatted(lastSequence.updateAndGet(last -> Math.max(last + 1, micros)));
    }
}
