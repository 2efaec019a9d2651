package dev.kontor.local.storage;

import com.sun.net.httpserver.HttpExchange;
import dev.kontor.local.http.Percent;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request in path style: `/BUCKET/KEY`.
///
/// @param rawPath as it was sent and signed
/// @param key empty for the bucket itself
/// @param query decoded
/// @param headers names in lower case, repeated ones joined by a comma, as in the signature
record S3Request(
        String method,
        String rawPath,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        InputStream body) {

    /// @throws S3Error the request is malformed
    static S3Request of(HttpExchange exchange) throws S3Error {
        var uri = exchange.getRequestURI();
        var rawPath = Objects.requireNonNullElse(uri.getRawPath(), "");
        var parts = rawPath.split("/", 3);
        return new S3Request(
                exchange.getRequestMethod(),
                rawPath,
                parts.length > 1 ? decode(parts[1]) : "",
                parts.length > 2 ? decode(parts[2]) : "",
                query(Objects.requireNonNullElse(uri.getRawQuery(), "")),
                headers(exchange),
                exchange.getRequestBody());
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /// @throws S3Error the header is missing or malformed
    long contentLength() throws S3Error {
        var length = header("content-length");
        if (length == null) {
            throw S3Error.missingContentLength();
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw S3Error.invalidArgument("Content-Length is no number.");
        }
    }

    private static Map<String, String> query(String rawQuery) throws S3Error {
        var query = new HashMap<String, String>();
        for (var pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.replace('+', ' ').split("=", 2);
                var name = decode(parts[0]);
                if (query.put(name, parts.length == 2 ? decode(parts[1]) : "") != null) {
                    throw S3Error.invalidArgument("The parameter " + name + " comes twice.");
                }
            }
        }
        return query;
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    private static String decode(String text) throws S3Error {
        try {
            return Percent.decode(text);
        } catch (CharacterCodingException e) {
            throw S3Error.invalidArgument("The address is no UTF-8.");
        }
    }
}
