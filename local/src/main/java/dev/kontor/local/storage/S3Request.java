package dev.kontor.local.storage;

import dev.kontor.local.http.Exchange;
import dev.kontor.local.http.Percent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
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
    /// @throws IOException the client is gone
    static S3Request of(Exchange exchange) throws IOException, S3Error {
        var rawPath = exchange.rawPath();
        var parts = rawPath.split("/", 3);
        return new S3Request(
                exchange.method(),
                rawPath,
                parts.length > 1 ? decode(parts[1]) : "",
                parts.length > 2 ? decode(parts[2]) : "",
                query(exchange.rawQuery()),
                headers(exchange),
                exchange.body());
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

    private static Map<String, String> headers(Exchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return headers;
    }

    private static String decode(String text) throws S3Error {
        try {
            return Percent.decode(text);
        } catch (CharacterCodingException e) {
            throw S3Error.invalidUri();
        }
    }
}
