package dev.kontor.local.storage;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads an object or a range of it; for a HEAD, its headers alone.
final class GetObject implements S3Operation {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// The parameters that set a header of the response, with the name of that header.
    private static final Map<String, String> OVERRIDES = Map.of(
            "response-cache-control", "Cache-Control",
            "response-content-disposition", "Content-Disposition",
            "response-content-encoding", "Content-Encoding",
            "response-content-language", "Content-Language",
            "response-content-type", "Content-Type",
            "response-expires", "Expires");

    private final Bucket bucket;

    GetObject(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Set<String> parameters() {
        return OVERRIDES.keySet();
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        var object = bucket.open(request.key()).orElseThrow(S3Error::noSuchKey);
        try {
            return respond(request, object);
        } catch (S3Error | RuntimeException e) {
            object.close();
            throw e;
        }
    }

    private static S3Response respond(S3Request request, S3Object object) throws IOException, S3Error {
        var metadata = object.metadata();
        var etag = '"' + metadata.etag() + '"';
        var wanted = request.header("if-match");
        if (wanted != null && !matches(wanted, etag)) {
            throw S3Error.preconditionFailed();
        }
        var known = request.header("if-none-match");
        if (known != null && matches(known, etag)) {
            object.close();
            return S3Response.of(304).with("ETag", etag);
        }
        var range = ByteRange.of(request.header("range"), object.size());
        var response = S3Response.content(
                        range.isPresent() ? 206 : 200, object, range.orElse(ByteRange.all(object.size())))
                .with("Accept-Ranges", "bytes")
                .with("Content-Type", metadata.contentType())
                .with("ETag", etag)
                .with("Last-Modified", HTTP_DATE.format(metadata.lastModified()));
        range.ifPresent(part -> response.with("Content-Range", part.of(object.size())));
        if (metadata.sha256() != null && "ENABLED".equals(request.header("x-amz-checksum-mode"))) {
            response.with("x-amz-checksum-sha256", metadata.sha256()).with("x-amz-checksum-type", "FULL_OBJECT");
        }
        for (var override : OVERRIDES.entrySet()) {
            var value = request.query().get(override.getKey());
            if (value != null) {
                response.with(override.getValue(), headerValue(value));
            }
        }
        return response;
    }

    private static boolean matches(String list, String etag) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(etag));
    }

    private static String headerValue(String value) throws S3Error {
        if (!value.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw S3Error.invalidArgument("A header of the response can only be ASCII.");
        }
        return value;
    }
}
