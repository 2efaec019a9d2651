package dev.kontor.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages of other origins call the API by the rule in `gateway-template.yaml`.
final class ApiCorsTest {
    private static final String ORIGIN = "Origin: http://localhost:5173";
    private static final String ALLOWED = "access-control-allow-origin: http://localhost:5173";
    private static final String ASKED_METHOD = "Access-Control-Request-Method: PUT";

    @AutoClose
    private final TestGateway gateway = new TestGateway();

    /// API Gateway needs no route for it, and asks no authorizer.
    @ParameterizedTest
    @ValueSource(strings = {"/secret/1", "/open", "/all/x", "/nothing"})
    void aPreflightIsAnsweredByTheGatewayItself(String path) throws IOException {
        var reply =
                gateway.send("OPTIONS", path, new byte[0], ORIGIN, ASKED_METHOD, "Access-Control-Request-Headers: x-a");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.head())
                .contains(ALLOWED, "vary: origin", "apigw-requestid: ")
                .contains("access-control-allow-methods: get,put")
                .contains("access-control-allow-headers: authorization,if-match")
                .contains("access-control-max-age: 60")
                .doesNotContain("access-control-allow-credentials");
        assertThat(gateway.authorizer().events).isEmpty();
        assertThat(gateway.function("Everything").events).isEmpty();
    }

    @Test
    void anOptionsRequestThatIsNoPreflightIsRoutedAsAnyOther() throws IOException {
        for (var header : new String[] {"X-A: b", ORIGIN, ASKED_METHOD}) {
            assertThat(gateway.send("OPTIONS", "/all/x", new byte[0], header).body())
                    .isEqualTo("recorded");
            assertThat(gateway.send("OPTIONS", "/open", new byte[0], header).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aResponseMayBeReadWithTheHeadersThatTheTemplateExposes() throws IOException {
        var reply = gateway.get("/open", ORIGIN);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head())
                .contains(ALLOWED, "vary: origin", "access-control-expose-headers: etag,location")
                .doesNotContain("access-control-allow-methods", "access-control-max-age");
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, Bearer x, 404",
        "/secret/1, '', 401",
        "/secret/1, refused, 403",
        "/secret/1, broken, 500",
        "/things/%ff, Bearer x, 400"
    })
    void errorsOfTheGatewayMayBeReadToo(String path, String authorization, int status) throws IOException {
        var reply = gateway.get(path, ORIGIN, "Authorization: " + authorization);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.head()).contains(ALLOWED, "vary: origin", "access-control-expose-headers");
    }

    @Test
    void errorsOfTheFunctionMayBeReadToo() throws IOException {
        gateway.function("Open").answer =
                _ -> APIGatewayV2HTTPResponse.builder().withStatusCode(503).build();

        assertThat(gateway.get("/open", ORIGIN).head()).contains("503", ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:5173",
                "https://localhost:5173",
                "http://127.0.0.1:4",
                "http://[::1]:8080"
            })
    void everyPageOfThisMachineIsLetIn(String origin) throws IOException {
        assertThat(gateway.get("/open", "Origin: " + origin).head())
                .contains("access-control-allow-origin: " + origin + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://localhost.example.com",
                "http://localhost:5173.example.com",
                "http://example.com/http://localhost:5173",
                "http://127.0.0.1.example.com:80",
                "http://127x0x0x1",
                "http://192.168.0.2:5173",
                "file://localhost",
                "null"
            })
    void noOtherPageIsLetIn(String origin) throws IOException {
        for (var method : new String[] {"GET", "OPTIONS"}) {
            var reply = gateway.send(method, "/open", new byte[0], "Origin: " + origin, ASKED_METHOD);

            assertThat(reply.status()).isEqualTo(method.equals("GET") ? 200 : 204);
            assertThat(reply.head()).contains("vary: origin").doesNotContain("access-control");
        }
    }

    @Test
    void whatTheFunctionVariesByStaysBesideTheOrigin() throws IOException {
        gateway.function("Open").answer = _ -> APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("Vary", "Share-Password"))
                .build();

        assertThat(gateway.get("/open", ORIGIN).head()).contains("vary: origin", "vary: share-password");
        assertThat(gateway.get("/open").head())
                .contains("vary: share-password")
                .doesNotContain("vary: origin", "access-control");
    }
}
