package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client gets the function's response, or the gateway's own where the function has none.
final class GatewayResponseTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @AutoClose
    private final TestGateway gateway = new TestGateway();

    @Test
    void statusHeadersCookiesAndBodyReachTheClient() throws IOException {
        answer(APIGatewayV2HTTPResponse.builder()
                .withStatusCode(201)
                .withHeaders(Map.of("Content-Type", "application/json", "ETag", "\"1\"", "Connection", "x"))
                .withCookies(List.of("a=1; Secure", "b=2"))
                .withBody("{\"n\":\"é\"}")
                .build());

        var reply = gateway.get("/open");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("{\"n\":\"é\"}");
        assertThat(reply.head())
                .contains("content-type: application/json", "etag: \"1\"", "content-length: 10")
                .contains("set-cookie: a=1; secure", "set-cookie: b=2", "apigw-requestid: ")
                .doesNotContain("connection: x");
    }

    @Test
    void aBase64BodyIsDecoded() throws IOException {
        answer(APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withIsBase64Encoded(true)
                .withBody(Base64.getEncoder().encodeToString("bytes".getBytes(UTF_8)))
                .build());

        var reply = gateway.get("/open");
        assertThat(reply.body()).isEqualTo("bytes");
        assertThat(reply.head()).contains("content-type: text/plain; charset=utf-8");
    }

    @Test
    void noContentIsNoBody() throws IOException {
        for (var body : new String[] {"", "nobody may read this"}) {
            answer(APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(204)
                    .withBody(body)
                    .build());

            var reply = gateway.get("/open");
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.head()).doesNotContain("content-type");
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        var reply = gateway.send("HEAD", "/all/x", new byte[0]);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head()).contains("content-length: 8");
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/open/", "/things", "/v1/%2e%2e/open", "/own.json/x", "/own.jsonx"})
    void aPathWithoutARouteIsNotFound(String path) throws IOException {
        var reply = gateway.get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Not Found\"}");
        assertThat(reply.head()).contains("content-type: application/json");
    }

    @Test
    void anotherMethodIsNotFoundToo() throws IOException {
        assertThat(gateway.send("DELETE", "/open", new byte[0]).status()).isEqualTo(404);
    }

    @Test
    void aFunctionThatThrowsIsAnInternalError() throws IOException {
        gateway.function("Open").answer = _ -> {
            throw new IllegalStateException("as a broken function would");
        };
        assertIsInternalError();
        gateway.function("Open").answer = _ -> {
            throw new StackOverflowError("as a broken function would");
        };
        assertIsInternalError();
    }

    @Test
    void aFunctionThatAnswersNonsenseIsAnInternalError() throws IOException {
        answer(APIGatewayV2HTTPResponse.builder().withBody("no status").build());
        assertIsInternalError();
        answer(APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withIsBase64Encoded(true)
                .withBody("%")
                .build());
        assertIsInternalError();
        gateway.function("Open").answer = _ -> null;
        assertIsInternalError();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things/%",
                "/things/%2",
                "/things/%zz",
                "/things/%+1",
                "/things/%ff",
                "/open?a=%",
                "/open?a=%ff",
                "/open?q=100%",
                "/open?q=100%&a=1",
                "/open?100%=q",
                "/%"
            })
    void malformedPercentEncodingIsABadRequest(String target) throws IOException {
        var reply = gateway.get(target);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Bad Request\"}");
        assertThat(reply.head()).contains("content-type: application/json", "apigw-requestid: ");
        assertThat(gateway.get("/open").status()).as("the next request").isEqualTo(200);
    }

    @Test
    void tenMebibytesAreTakenAndOneByteMoreIsNot() throws IOException {
        assertThat(gateway.send("POST", "/open", new byte[10 * MEBIBYTE]).status())
                .isEqualTo(200);

        var reply = gateway.send("POST", "/open", new byte[10 * MEBIBYTE + 1]);
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void aConnectionServesManyRequests() throws IOException {
        try (var socket = gateway.open()) {
            var out = socket.getOutputStream();
            out.write("GET /open HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            out.write("GET /no HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .containsSubsequence("HTTP/1.1 200", "recorded", "HTTP/1.1 404", "Not Found");
        }
    }

    @Test
    void aClientThatLeavesEarlyHarmsNoOneElse() throws IOException {
        try (var socket = gateway.open()) {
            socket.getOutputStream()
                    .write("POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{".getBytes(UTF_8));
        }
        assertThat(gateway.get("/open").status()).isEqualTo(200);
    }

    @Test
    void theGatewaysOwnJsonIsServedBesideTheRoutes() throws IOException {
        var reply = gateway.get("/own.json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"own\":true}");
    }

    private void answer(APIGatewayV2HTTPResponse response) {
        gateway.function("Open").answer = _ -> response;
    }

    private void assertIsInternalError() throws IOException {
        var reply = gateway.get("/open");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
}
