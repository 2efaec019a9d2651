package dev.kontor.benchmarks.request;

import dev.kontor.functions.packaged.PlainJson;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.shared.Limits;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Requests of one user around an upload in parts of the smallest size, and the id in their responses.
public final class PartRequests {

    private static final String UPLOAD_ID = "uploadId";

    private PartRequests() {}

    /// Begins an upload of a new file.
    public static String begin(String user, int parts) {
        return EventBuilder.of("CreateFile", user)
                .body(Map.of(
                        "name",
                        UUID.randomUUID() + ".mov",
                        "mimeType",
                        "video/quicktime",
                        "size",
                        parts * Limits.PART_BYTES_MIN,
                        "multipart",
                        true))
                .json();
    }

    /// Signs the first parts.
    public static String sign(String user, UUID upload, int parts) {
        return EventBuilder.of("SignUploadParts", user)
                .id(UPLOAD_ID, upload)
                .body(Map.of("partNumbers", numbers(parts).boxed().toList()))
                .json();
    }

    public static String list(String user, UUID upload) {
        return EventBuilder.of("GetUpload", user).id(UPLOAD_ID, upload).json();
    }

    public static String complete(String user, UUID upload, int parts) {
        List<Map<String, Object>> all = numbers(parts)
                .mapToObj(number -> Map.<String, Object>of(
                        "partNumber", number, "etag", TestBucket.etag(number, Limits.PART_BYTES_MIN)))
                .toList();
        return EventBuilder.of("CompleteUpload", user)
                .id(UPLOAD_ID, upload)
                .body(Map.of("parts", all))
                .json();
    }

    /// The id of the upload that a response has begun.
    public static UUID id(String response) {
        var body = String.valueOf(PlainJson.read(response).get("body"));
        return UUID.fromString(String.valueOf(PlainJson.at(PlainJson.read(body), "upload.uploadId")));
    }

    /// The numbers of as many parts.
    public static IntStream numbers(int parts) {
        return IntStream.rangeClosed(1, parts);
    }
}
