package dev.kontor.storage;

import dev.kontor.shared.Limits;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Uploads in parts, by S3's own means (multipart uploads). A client sends the parts by requests that
/// are signed here; a function begins, lists, completes and aborts the upload. Every call to S3 throws
/// a [StorageUnavailableException] when S3 does not answer in time, or not as expected. Thread-safe.
public final class ObjectParts {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private static final String UPLOAD_ID = "uploadId";
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

    private final S3 s3;
    private final Clock clock;

    /// How S3 ended a completion.
    public enum Completion {
        DONE,
        /// A part is missing, or is another by now.
        REFUSED,
        /// The upload was completed or aborted before.
        GONE
    }

    ObjectParts(S3 s3, Clock clock) {
        this.s3 = s3;
        this.clock = clock;
    }

    /// Begins the upload of an object.
    ///
    /// @return S3's id of the upload
    public String begin(String storageKey, String mimeType) {
        var reply = s3.send("POST", storageKey, Map.of("Content-Type", mimeType), Map.of("uploads", ""));
        if (reply.status() != OK) {
            throw ObjectStore.unexpected(reply.status());
        }
        return S3Document.of(reply.body()).text("UploadId");
    }

    /// Signs the PUT of one part, of exactly this length. Valid for [Limits#PRESIGNED_LIFETIME].
    ///
    /// @param length bytes
    public PresignedRequest upload(String storageKey, String uploadId, int number, long length) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS); // as a signature writes it
        var url = s3.presign(
                "PUT",
                storageKey,
                Map.of("Content-Length", Long.toString(length)),
                Map.of("partNumber", Integer.toString(number), UPLOAD_ID, uploadId),
                now,
                Limits.PRESIGNED_LIFETIME);
        return new PresignedRequest(url, "PUT", Map.of(), now.plus(Limits.PRESIGNED_LIFETIME));
    }

    /// Uploads one part. A part that was there under its number is gone then.
    ///
    /// @param content begins to read the part
    /// @param length bytes
    /// @return empty when S3 does not know the upload: it was completed or aborted
    public Optional<ObjectPart> put(
            String storageKey, String uploadId, int number, Supplier<InputStream> content, long length) {
        var query = Map.of("partNumber", Integer.toString(number), UPLOAD_ID, uploadId);
        var reply = s3.put(storageKey, Map.of(), query, content, length);
        if (isGone(reply)) {
            return Optional.empty();
        }
        var etag = reply.headers().get("ETag");
        if (reply.status() != OK || etag == null) {
            throw ObjectStore.unexpected(reply.status());
        }
        return Optional.of(new ObjectPart(number, length, etag));
    }

    /// The parts that have arrived, by their numbers; empty when S3 does not know the upload: it was
    /// completed or aborted.
    ///
    /// @param partCount parts that the upload has at most
    public Optional<List<ObjectPart>> list(String storageKey, String uploadId, int partCount) {
        var all = new ArrayList<ObjectPart>();
        var end = clock.instant().plus(Limits.STORAGE_LIST_START_TIME_MAX);
        for (var marker = 0; marker < partCount; ) {
            var reply = s3.send(
                    "GET",
                    storageKey,
                    Map.of(),
                    Map.of(UPLOAD_ID, uploadId, "part-number-marker", Integer.toString(marker)));
            if (isGone(reply)) {
                return Optional.empty();
            }
            if (reply.status() != OK) {
                throw ObjectStore.unexpected(reply.status());
            }
            var document = S3Document.of(reply.body());
            all.addAll(document.parts());
            marker = document.isTruncated() && !all.isEmpty() ? all.getLast().number() : partCount;
            if (marker < partCount && clock.instant().isAfter(end)) {
                throw new StorageUnavailableException("S3 is too slow");
            }
        }
        return Optional.of(all);
    }

    /// Puts the object together. S3 may say only at the end of a response with status 200 that it
    /// failed, so the body counts and not the status.
    public Completion complete(String storageKey, String uploadId, Collection<ObjectPart> parts) {
        var reply = s3.post(storageKey, Map.of(UPLOAD_ID, uploadId), S3Document.listing(parts));
        var document = S3Document.of(reply.body());
        if (document.isA("CompleteMultipartUploadResult")) {
            return Completion.DONE;
        }
        return switch (document.text("Code")) {
            case NO_SUCH_UPLOAD -> Completion.GONE;
            case "InvalidPart", "InvalidPartOrder", "EntityTooSmall" -> Completion.REFUSED;
            default -> throw ObjectStore.unexpected(reply.status());
        };
    }

    /// Ends the upload without an object. S3 drops its parts, and takes no more.
    ///
    /// @return false when S3 does not know it: it was completed or aborted before
    public boolean abort(String storageKey, String uploadId) {
        var reply = sendAbort(storageKey, uploadId);
        if (reply.status() != NO_CONTENT && !isGone(reply)) {
            throw ObjectStore.unexpected(reply.status());
        }
        return reply.status() == NO_CONTENT;
    }

    /// Ends the upload as [#abort] does.
    ///
    /// @return false when S3 refuses to
    boolean tryAbort(String storageKey, String uploadId) {
        var reply = sendAbort(storageKey, uploadId);
        return reply.status() == NO_CONTENT || isGone(reply);
    }

    private S3.Reply sendAbort(String storageKey, String uploadId) {
        return s3.send("DELETE", storageKey, Map.of(), Map.of(UPLOAD_ID, uploadId));
    }

    /// Whether S3 does not know the upload. A missing bucket is a 404 as well.
    private static boolean isGone(S3.Reply reply) {
        return reply.status() == NOT_FOUND
                && S3Document.of(reply.body()).text("Code").equals(NO_SUCH_UPLOAD);
    }
}
