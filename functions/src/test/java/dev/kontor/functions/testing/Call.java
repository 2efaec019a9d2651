package dev.kontor.functions.testing;

import dev.kontor.template.RouteTable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One HTTP request, and the event that API Gateway makes of it (payload format 2.0).
///
/// @param path as on the wire: percent-encoded, with the query
/// @param headers names in lower case, as the gateway gives them
/// @param authorizer the authorizer's context; null on a route without one
public record Call(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable String body,
        boolean isBase64Encoded,
        @Nullable Map<String, ? extends @Nullable Object> authorizer) {

    /// With what an authorizer hands on.
    public Call as(Map<String, ? extends @Nullable Object> somebody) {
        return new Call(method, path, headers, body, isBase64Encoded, somebody);
    }

    /// `Name: value`
    public Call header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Call(method, path, all, body, isBase64Encoded, authorizer);
    }

    public Call body(String contentType, String text) {
        return new Call(method, path, headers, text, false, authorizer).header("content-type", contentType);
    }

    public Call json(String text) {
        return body("application/json", text);
    }

    /// Encodes the body, as the gateway does for most content types.
    public Call base64(String contentType, byte[] bytes) {
        return base64(contentType, Base64.getEncoder().encodeToString(bytes));
    }

    public Call base64(String contentType, String text) {
        return new Call(method, path, headers, text, true, authorizer).header("content-type", contentType);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// For a segment of a path, where a plus is a plus.
    public static String encodeSegment(String text) {
        return encode(text).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String pathOnly() {
        return path.split("\\?", 2)[0];
    }

    private String rawQuery() {
        return path.contains("?") ? path.split("\\?", 2)[1] : "";
    }

    String event(RouteTable.Match match) {
        var route = match.route();
        var pathParameters = match.pathParameters();
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("version", "2.0");
        event.put("routeKey", route.key());
        event.put("rawPath", decode(pathOnly().replace("+", "%2B")));
        event.put("rawQueryString", rawQuery());
        event.put("headers", headers);
        if (!rawQuery().isEmpty()) {
            event.put("queryStringParameters", query());
        }
        if (!pathParameters.isEmpty()) {
            var decoded = new LinkedHashMap<>(pathParameters);
            decoded.replaceAll((name, value) -> decode(value.replace("+", "%2B")));
            event.put("pathParameters", decoded);
        }
        var context = new LinkedHashMap<String, @Nullable Object>();
        context.put("domainName", "api.example.com");
        context.put("http", Map.of("method", method, "path", pathOnly()));
        context.put("routeKey", route.key());
        context.put("stage", "$default");
        context.put("timeEpoch", System.currentTimeMillis());
        if (authorizer != null) {
            context.put("authorizer", Map.of("lambda", authorizer));
        }
        event.put("requestContext", context);
        if (body != null) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", isBase64Encoded);
        return Lambda.json(event);
    }

    /// A repeated parameter's values arrive joined by commas.
    private Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        Arrays.stream(rawQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .forEach(pair -> query.merge(
                        decode(pair[0]), pair.length == 1 ? "" : decode(pair[1]), (first, next) -> first + "," + next));
        return query;
    }
}
