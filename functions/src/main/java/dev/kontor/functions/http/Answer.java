package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an operation answers when it succeeds.
///
/// @param body JSON; null for none
public record Answer(
        int status, Map<String, String> headers, @Nullable String body) {

    static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";

    /// @param body for [Json#write]
    public static Answer ok(Object body) {
        return new Answer(200, Map.of(), Json.write(body));
    }

    /// @param location the new resource's path
    /// @param body for [Json#write]
    public static Answer created(String location, Object body) {
        return created(body).with("Location", location);
    }

    /// For what has no path of its own.
    ///
    /// @param body for [Json#write]
    public static Answer created(Object body) {
        return new Answer(201, Map.of(), Json.write(body));
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), null);
    }

    /// The same with the resource's entity tag.
    public Answer withETag(Instant updatedAt) {
        return with("ETag", ETag.of(updatedAt));
    }

    /// The same with an entity tag of what it says, for what is computed and so has no `updatedAt`.
    public Answer withETagOfBody() {
        return with("ETag", ETag.of(Objects.requireNonNull(body)));
    }

    Answer with(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, all, body);
    }

    /// A body is JSON unless the headers say otherwise.
    APIGatewayV2HTTPResponse toResponse() {
        var typed = body == null || headers.containsKey(TYPE) ? this : with(TYPE, JSON);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(typed.headers())
                .withBody(body)
                .build();
    }
}
