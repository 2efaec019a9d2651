package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.local.http.Exchange;
import dev.kontor.local.http.Percent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    private static final int MAX_KEY_BYTES = 1024;
    private static final long MAX_BODY_BYTES = 5L << 30;
    private static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

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

    /// A parameter of the query; empty if there is none.
    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /// A parameter of the query that is a number.
    ///
    /// @param what the name that the error says
    int wholeNumber(String name, String what, int min, int max) throws S3Error {
        try {
            var number = Integer.parseInt(parameter(name));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw S3Error.invalidArgument("%s must be an integer between %d and %d, inclusive".formatted(what, min, max));
    }

    /// The same request with its body in memory.
    S3Request with(byte[] content) {
        return new S3Request(method, rawPath, bucket, key, query, headers, new ByteArrayInputStream(content));
    }

    /// The type that a new object gets.
    String contentType() {
        return Objects.requireNonNullElse(header("content-type"), DEFAULT_CONTENT_TYPE);
    }

    void checkKeyLength() throws S3Error {
        if (key.getBytes(UTF_8).length > MAX_KEY_BYTES) {
            throw S3Error.keyTooLong();
        }
    }

    /// Any other header asks for something that would silently not happen.
    void refuseAmzHeadersBut(Set<String> known) throws S3Error {
        for (var name : headers.keySet()) {
            if (name.startsWith("x-amz-") && !known.contains(name)) {
                throw S3Error.notImplemented("the header " + name);
            }
        }
    }

    /// Whether an object that already has this key is to be kept.
    ///
    /// @throws S3Error the request has another condition
    boolean isOnlyIfNew() throws S3Error {
        var condition = header("if-none-match");
        if (header("if-match") != null || !"*".equals(Objects.requireNonNullElse(condition, "*"))) {
            throw S3Error.notImplemented("conditions other than If-None-Match: *");
        }
        return condition != null;
    }

    /// @throws S3Error the length is not declared, or more than S3 takes in one request
    void checkContentLength() throws S3Error {
        if (contentLength() > MAX_BODY_BYTES) {
            throw S3Error.entityTooLarge();
        }
    }

    /// Receives the body.
    ///
    /// @return its entity tag, without quotes
    /// @throws S3Error the body is not whole, or not what the request declares
    String receive(PendingObject pending, ClaimedDigests digests) throws IOException, S3Error {
        if (pending.receive(body) < contentLength()) {
            throw S3Error.incompleteBody();
        }
        digests.check(pending.md5(), pending.sha256());
        return HexFormat.of().formatHex(pending.md5());
    }

    /// @throws S3Error the header is missing or malformed
    private long contentLength() throws S3Error {
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
