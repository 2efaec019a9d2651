package dev.kontor.local.gateway;

import dev.kontor.local.http.Exchange;
import dev.kontor.local.http.Percent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A request with the fields of payload format 2.0.
///
/// @param id the request id
/// @param path decoded, as HTTP APIs pass it on
/// @param rawQuery as it was sent; empty if there is none
/// @param query decoded, repeated names joined by a comma
/// @param cookies one entry a cookie; the headers do not contain them
/// @param headers names in lower case, repeated ones joined by a comma
record GatewayRequest(
        String id,
        Instant time,
        String method,
        String path,
        String rawQuery,
        Map<String, String> query,
        List<String> cookies,
        Map<String, String> headers,
        EventBody body,
        String protocol,
        String sourceIp) {
    /// The quota of an HTTP API, which cannot be raised.
    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    /// Headers that concern only the client and the gateway. Cookies have their own field.
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection", "content-length", "cookie", "expect", "keep-alive", "te", "transfer-encoding", "upgrade");

    /// Reads the whole request with its body.
    ///
    /// @throws GatewayError the request is malformed or too large
    /// @throws IOException the client is gone
    static GatewayRequest read(Exchange exchange, String id) throws IOException, GatewayError {
        var body = readBody(exchange);
        var sourceIp = exchange.peer().getHostAddress();
        var headers = headers(exchange);
        headers.put("content-length", Integer.toString(body.length));
        headers.put("x-forwarded-for", sourceIp);
        headers.put("x-forwarded-port", Integer.toString(exchange.localPort()));
        headers.put("x-forwarded-proto", "http");
        return new GatewayRequest(
                id,
                Instant.now(),
                exchange.method(),
                decode(exchange.rawPath()),
                exchange.rawQuery(),
                query(exchange.rawQuery()),
                cookies(exchange),
                headers,
                EventBody.of(body, headers.getOrDefault("content-type", "")),
                exchange.protocol(),
                sourceIp);
    }

    private static byte[] readBody(Exchange exchange) throws IOException, GatewayError {
        var stream = exchange.body();
        var body = stream.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            // A client that is still sending when the connection closes never sees the response.
            stream.transferTo(OutputStream.nullOutputStream());
            throw GatewayError.tooLarge();
        }
        return body;
    }

    private static Map<String, String> query(String rawQuery) throws GatewayError {
        var query = new LinkedHashMap<String, String>();
        for (var pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.replace('+', ' ').split("=", 2);
                var value = parts.length == 2 ? decode(parts[1]) : "";
                query.merge(decode(parts[0]), value, (first, next) -> first + "," + next);
            }
        }
        return query;
    }

    private static String decode(String text) throws GatewayError {
        try {
            return Percent.decode(text);
        } catch (CharacterCodingException e) {
            throw GatewayError.badRequest();
        }
    }

    private static Map<String, String> headers(Exchange exchange) {
        var headers = new TreeMap<String, String>();
        exchange.headers().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }

    private static List<String> cookies(Exchange exchange) {
        var cookies = new ArrayList<String>();
        for (var header : exchange.headers().getOrDefault("cookie", List.of())) {
            for (var cookie : header.split(";", -1)) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
        return cookies;
    }
}
