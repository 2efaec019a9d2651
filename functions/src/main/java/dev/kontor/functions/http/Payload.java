package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.json.Json;
import dev.kontor.functions.json.Json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads events and writes responses in API Gateway's payload format 2.0. Lambda's runtime would do
/// that too, but with a library that loads some 800 classes for it (decision 0002).
final class Payload {

    private Payload() {}

    /// Reads what operations use of an event.
    ///
    /// @throws IOException when it is not JSON
    static APIGatewayV2HTTPEvent read(InputStream input) throws IOException {
        var text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        try {
            return event(Json.readObject(text).orElseGet(Map::of));
        } catch (MalformedJsonException e) {
            throw new IOException("the event " + e.getMessage(), e);
        }
    }

    static void write(APIGatewayV2HTTPResponse response, OutputStream output) throws IOException {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("statusCode", response.getStatusCode());
        members.put("headers", response.getHeaders());
        members.put("body", response.getBody());
        members.put("isBase64Encoded", false);
        output.write(Json.write(members).getBytes(StandardCharsets.UTF_8));
    }

    private static APIGatewayV2HTTPEvent event(Map<String, @Nullable Object> members) {
        var context = object(members, "requestContext");
        var authorizer = new RequestContext.Authorizer();
        authorizer.setLambda(object(object(context, "authorizer"), "lambda"));
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(text(members, "routeKey"))
                .withRawPath(text(members, "rawPath"))
                .withHeaders(texts(members, "headers"))
                .withQueryStringParameters(texts(members, "queryStringParameters"))
                .withPathParameters(texts(members, "pathParameters"))
                .withBody(text(members, "body"))
                .withIsBase64Encoded(Boolean.TRUE.equals(members.get("isBase64Encoded")))
                .withRequestContext(RequestContext.builder()
                        .withDomainName(text(context, "domainName"))
                        .withTimeEpoch(context.get("timeEpoch") instanceof Long time ? time : 0)
                        .withAuthorizer(authorizer)
                        .build())
                .build();
    }

    private static @Nullable String text(Map<String, @Nullable Object> members, String name) {
        return Objects.toString(members.get(name), null);
    }

    private static Map<String, @Nullable String> texts(Map<String, @Nullable Object> members, String name) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        var object = object(members, name);
        object.keySet().forEach(key -> texts.put(key, text(object, key)));
        return texts;
    }

    @SuppressWarnings("unchecked") // Json makes maps with these keys
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof Map<?, ?> object ? (Map<String, @Nullable Object>) object : Map.of();
    }
}
