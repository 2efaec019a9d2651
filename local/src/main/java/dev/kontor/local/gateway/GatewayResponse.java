package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.local.http.Exchange;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A response to the client: the function's, in payload format 2.0, or the gateway's own.
final class GatewayResponse {
    /// Headers that describe the connection; the gateway sets them itself.
    private static final Set<String> CONNECTION_HEADERS =
            Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade");

    private static final String DEFAULT_CONTENT_TYPE = "text/plain; charset=utf-8";
    private static final int MIN_STATUS = 200;
    private static final int MAX_STATUS = 599;

    private final int status;
    private final Map<?, ?> headers;
    private final List<?> cookies;
    private final byte[] body;

    private GatewayResponse(int status, Map<?, ?> headers, List<?> cookies, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.cookies = cookies;
        this.body = body;
    }

    static GatewayResponse json(int status, String json) {
        return new GatewayResponse(status, Map.of("content-type", "application/json"), List.of(), json.getBytes(UTF_8));
    }

    static GatewayResponse noContent() {
        return new GatewayResponse(204, Map.of(), List.of(), new byte[0]);
    }

    /// An error in the form of API Gateway's own responses.
    static GatewayResponse message(int status, String message) {
        return json(status, "{\"message\":\"" + message + "\"}");
    }

    /// @throws IllegalArgumentException the function returned something that is not a response
    static GatewayResponse of(@Nullable Map<?, ?> response) {
        if (response == null
                || !(response.get("statusCode") instanceof Number status)
                || status.intValue() < MIN_STATUS
                || status.intValue() > MAX_STATUS) {
            throw new IllegalArgumentException("a response without a valid statusCode");
        }
        var text = Objects.toString(response.get("body"), "");
        return new GatewayResponse(
                status.intValue(),
                response.get("headers") instanceof Map<?, ?> map ? map : Map.of(),
                response.get("cookies") instanceof List<?> list ? list : List.of(),
                Boolean.TRUE.equals(response.get("isBase64Encoded"))
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(UTF_8));
    }

    void send(Exchange exchange, String requestId) throws IOException {
        headers.forEach((name, value) -> {
            var header = Objects.toString(name);
            if (value != null && !CONNECTION_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                exchange.addHeader(header, Objects.toString(value)); // beside a Vary of the gateway
            }
        });
        cookies.forEach(cookie -> exchange.addHeader("Set-Cookie", Objects.toString(cookie)));
        exchange.setHeader("Apigw-Requestid", requestId);

        if (body.length == 0 || status == 204 || status == 304) {
            exchange.send(status);
            return;
        }
        if (!exchange.hasHeader("Content-Type")) {
            exchange.setHeader("Content-Type", DEFAULT_CONTENT_TYPE);
        }
        exchange.send(status, body);
    }
}
