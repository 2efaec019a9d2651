package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A response of the API.
///
/// @param body JSON; null for none
/// @param upload a further member of the body, `upload`; null for none
public record Response(
        int status,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable Upload upload) {

    /// The upload of a version's content.
    ///
    /// @param request [ContentUpload]; null while it is not signed: a signature expires, so none is kept
    record Upload(UUID fileId, int version, @Nullable Record request) {}

    static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";

    Response(int status, Map<String, String> headers, @Nullable String body) {
        this(status, headers, body, null);
    }

    /// @param body for [Json#write]
    public static Response ok(Object body) {
        return new Response(200, Map.of(), Json.write(body));
    }

    /// @param location the new resource's path
    /// @param body for [Json#write]
    public static Response created(String location, Object body) {
        return created(body).with("Location", location);
    }

    /// A new resource without a path of its own.
    ///
    /// @param body for [Json#write]
    public static Response created(Object body) {
        return new Response(201, Map.of(), Json.write(body));
    }

    /// A new resource that is not finished yet.
    ///
    /// @param location its path
    /// @param body for [Json#write]
    public static Response accepted(String location, Object body) {
        return new Response(202, Map.of(), Json.write(body)).with("Location", location);
    }

    public static Response noContent() {
        return new Response(204, Map.of(), null);
    }

    /// Adds the resource's entity tag.
    public Response withETag(Instant updatedAt) {
        return with("ETag", ETag.of(updatedAt));
    }

    /// Adds an entity tag made of the body, for a computed resource, which has no `updatedAt`.
    public Response withETagOfBody() {
        return with("ETag", ETag.of(Objects.requireNonNull(body)));
    }

    /// Adds how the content of a version is uploaded to a body that is an object. A
    /// [replayed][StoredResponse] response gets a fresh one, or none once the content has arrived.
    ///
    /// @param request [ContentUpload]
    public Response withUpload(UUID fileId, int version, Record request) {
        return new Response(status, headers, body, new Upload(fileId, version, request));
    }

    Response with(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Response(status, all, body, upload);
    }

    private @Nullable String wholeBody() {
        if (body == null || upload == null || upload.request() == null) {
            return body;
        }
        return "%s,\"upload\":%s}".formatted(body.substring(0, body.length() - 1), Json.write(upload.request()));
    }

    /// The response for API Gateway. A body is JSON unless the headers say otherwise.
    APIGatewayV2HTTPResponse toResponse() {
        var typed = body == null || headers.containsKey(TYPE) ? this : with(TYPE, JSON);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(typed.headers())
                .withBody(wholeBody())
                .build();
    }
}
