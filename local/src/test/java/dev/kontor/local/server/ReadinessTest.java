package dev.kontor.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.template.Route;
import dev.kontor.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadinessTest {
    private static final String PROBLEM = "application/problem+json";

    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itTakesAuthorizerAndFunctionToRefuseAToken() throws Exception {
        await("GET /v1/files", 401, PROBLEM);
        assertThat(tokens).containsExactly("Bearer -");
    }

    @Test
    void aPublicRouteHasToWork() throws Exception {
        await("GET /v1/health", 200, PROBLEM);
        assertThatThrownBy(() -> await("GET /v1/health", 503, PROBLEM))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("GET /v1/health answers 503");
    }

    @Test
    void aPublicRouteOfSomethingKnowsThatItIsNothing() throws Exception {
        await("GET /v1/public/{token}", 404, PROBLEM);
        for (var status : List.of(200, 503)) {
            assertThatThrownBy(() -> await("GET /v1/public/{token}", status, PROBLEM))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("GET /v1/public/{token} answers " + status);
        }
        assertThatThrownBy(() -> await("GET /v1/public/{token}", 404, "application/json"))
                .isInstanceOf(Failure.class);
    }

    @Test
    void aWebhookRefusesWhatNobodyHasSigned() throws Exception {
        for (var status : List.of(400, 501)) {
            await("POST /v1/webhooks/stripe", status, PROBLEM);
        }
        for (var status : List.of(200, 404, 503)) {
            assertThatThrownBy(() -> await("POST /v1/webhooks/stripe", status, PROBLEM))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("POST /v1/webhooks/stripe answers " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, application/json",
        "200, application/json",
        "403, application/json",
        "404, application/problem+json",
        "500, application/problem+json"
    })
    void nothingElseIsReady(int status, String type) {
        assertThatThrownBy(() -> await("GET /v1/files", status, type))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("GET /v1/files answers " + status);
    }

    private void await(String key, int status, String type) throws Exception {
        server.createContext("/v1", exchange -> {
            try (exchange) {
                tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status, -1);
            }
        });
        try {
            Readiness.await("http://127.0.0.1:" + server.getAddress().getPort(), List.of(route(key)));
        } finally {
            server.removeContext("/v1");
        }
    }

    private static Route route(String key) throws IOException {
        return Template.read(Path.of("..", "template.yaml")).routes().stream()
                .filter(route -> route.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
