package dev.kontor.local.storage;

import java.io.IOException;
import java.util.Set;

/// Stores a part of a multipart upload, if it arrives whole. A part that comes again replaces the
/// earlier one.
final class UploadPart implements S3Operation {
    static final String UPLOAD_ID = "uploadId";
    static final int MAX_PARTS = 10_000;

    private static final String PART_NUMBER = "partNumber";
    private static final Set<String> AMZ_HEADERS = Set.of("x-amz-date", SignatureCheck.CONTENT_HASH);

    private final Bucket bucket;
    private final MultipartStore uploads;

    UploadPart(Bucket bucket, MultipartStore uploads) {
        this.bucket = bucket;
        this.uploads = uploads;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(PART_NUMBER, UPLOAD_ID);
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        request.refuseAmzHeadersBut(AMZ_HEADERS);
        var number = request.wholeNumber(PART_NUMBER, "Part number", 1, MAX_PARTS);
        request.checkContentLength();
        var id = request.parameter(UPLOAD_ID);
        uploads.target(id, request.key()); // before a client sends gigabytes for nothing
        var digests = ClaimedDigests.of(request);
        try (var pending = bucket.newObject()) {
            var etag = request.receive(pending, digests);
            uploads.keep(id, request.key(), number, etag, pending);
            return S3Response.of(200).with("ETag", '"' + etag + '"');
        }
    }
}
