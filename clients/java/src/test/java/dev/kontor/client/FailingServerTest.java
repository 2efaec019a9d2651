package dev.kontor.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kontor.client.api.TagsApi.APICreateTagRequest;
import dev.kontor.client.model.NewFile;
import dev.kontor.client.model.NewTag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client against a server that is away for a while.
final class FailingServerTest {

    private static final String TIMES =
            "\"createdAt\": \"2026-01-01T00:00:00Z\", \"updatedAt\": \"2026-01-01T00:00:00Z\"";
    private static final String ID = "7a600000-0000-4000-8000-000000000001";
    private static final String TAG = "{\"id\": \"%s\", \"name\": \"a\", \"color\": null, %s}".formatted(ID, TIMES);
    private static final String UPLOAD =
            "{\"url\": \"%s\", \"method\": \"PUT\", \"headers\": {}, \"expiresAt\": \"2099-01-01T00:00:00Z\"}";

    private static final String PARTS =
            "{\"uploadId\": \"%s\", \"partSize\": 5242880, \"partCount\": 1, \"expiresAt\": \"2099-01-01T00:00:00Z\"}"
                    .formatted(ID);
    private static final String PROGRESS =
            "{\"fileId\": \"%s\", \"version\": 1, \"size\": 5, \"partSize\": 5242880,".formatted(ID)
                    + " \"partCount\": 1, \"parts\": [{\"partNumber\": 1, \"size\": 5, \"etag\": \"e\"}]}";
    private static final String CONFLICT = "{\"type\": \"about:blank\", \"title\": \"Conflict\", \"status\": 409,"
            + " \"detail\": \"a\", \"code\": \"CONFLICT\", \"requestId\": \"r\"}";

    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private KontorClient kontor;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        kontor = KontorClient.of(url(""), () -> "token");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRequestIsRepeatedAfterItsTimeWithTheSameKey() throws Exception {
        server.createContext("/v1/tags", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            if (keys.size() == 1) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                answer(exchange, 503, "{}");
            } else if (keys.size() == 2) {
                exchange.close();
            } else {
                answer(exchange, 201, TAG);
            }
        });
        var begin = System.nanoTime();

        var tag = kontor.tags().createTag(newTag());

        assertThat(tag.getName()).isEqualTo("a");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(keys).hasSize(3).doesNotContainNull();
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    /// It may have been counted, although its response was lost.
    @Test
    void aDownloadOfAShareIsAskedForOnce() {
        server.createContext("/v1/public", exchange -> {
            keys.add("asked");
            exchange.close();
        });
        var request = HttpRequest.newBuilder(URI.create(url("/v1/public/t/download")))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThatIOException().isThrownBy(() -> client().send(request, BodyHandlers.discarding()));

        assertThat(keys).hasSize(1);
    }

    @Test
    void aSettlementIsRepeatedWithoutAKey() throws Exception {
        server.createContext("/v1/credits", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            if (keys.size() == 1) {
                exchange.close();
            } else {
                answer(exchange, 200, "{}");
            }
        });
        var request = HttpRequest.newBuilder(URI.create(url("/v1/credits/holds/" + ID + "/settle")))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(client().send(request, BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);

        assertThat(keys).containsExactly("null", "null");
    }

    @Test
    void aKeyIsMadeWhereTheDescriptionHasOne() throws IOException {
        var path = "";
        var keyed = new ArrayList<String>();
        var other = new ArrayList<String>();
        var isPost = false;
        for (var line : Files.readAllLines(Path.of("../functions/openapi.yaml"))) {
            if (line.startsWith("  /v1/")) {
                path = line.strip().replace(":", "");
            }
            if (line.matches(" {2,4}\\S+:")) {
                isPost = line.equals("    post:");
                other.addAll(isPost ? List.of(path) : List.of());
            } else if (isPost && line.matches(".*/parameters/\\w*IdempotencyKey\"")) {
                keyed.add(path);
            }
        }
        other.removeAll(keyed);

        assertThat(keyed).hasSizeGreaterThan(10).allMatch(each -> RetryingClient.takesKey("POST", each));
        assertThat(other).hasSizeGreaterThan(10).noneMatch(each -> RetryingClient.takesKey("POST", each));
    }

    @Test
    void whatStaysAwayIsAProblemInTheEnd() {
        server.createContext("/v1/tags", exchange -> {
            keys.add("asked");
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, 503, "{\"message\": \"Service Unavailable\"}");
        });

        var problem =
                catchThrowableOfType(KontorProblem.class, () -> kontor.tags().createTag(newTag()));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.problem()).isEmpty();
        assertThat(keys).hasSize(ClientRetries.ATTEMPTS);
    }

    @Test
    void anUploadThatBreaksOffIsSentAgainWithAFreshLink(@TempDir Path directory) throws Exception {
        var content = Files.writeString(directory.resolve("content"), "hello");
        var uploads = new ArrayList<String>();
        server.createContext("/first", HttpExchange::close);
        server.createContext("/second", exchange -> {
            uploads.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 200, "");
        });
        server.createContext("/v1/files", exchange -> {
            var created = "{\"file\": %s, \"upload\": %s}".formatted(file(), UPLOAD.formatted(url("/first")));
            answer(exchange, 201, created);
        });
        server.createContext("/v1/files/" + ID, exchange -> answer(exchange, 200, file()));
        server.createContext(
                "/v1/files/" + ID + "/upload", exchange -> answer(exchange, 200, UPLOAD.formatted(url("/second"))));

        var file = kontor.uploads().upload(new NewFile().name("a").mimeType("text/plain"), content, sent -> {});

        assertThat(file.getId()).hasToString(ID);
        assertThat(uploads).containsExactly("hello");
    }

    /// An earlier process has completed it, and was not told.
    @Test
    void anUploadInPartsThatHasArrivedIsNotSentAgain(@TempDir Path directory) throws Exception {
        var content = Files.writeString(directory.resolve("content"), "hello");
        server.createContext("/v1/files/" + ID, exchange -> answer(exchange, 200, file()));
        server.createContext("/v1/files/" + ID + "/upload", exchange -> answer(exchange, 200, PARTS));
        server.createContext(
                "/v1/uploads/" + ID, exchange -> answer(exchange, 409, CONFLICT, "application/problem+json"));

        var file = kontor.uploads().resume(UUID.fromString(ID), content, sent -> {});

        assertThat(file.getId()).hasToString(ID);
    }

    /// Putting a large object together takes longer than one request may, and than five.
    @Test
    void anUploadInPartsWaitsUntilItIsPutTogether(@TempDir Path directory) throws Exception {
        var content = Files.writeString(directory.resolve("content"), "hello");
        server.createContext("/v1/files/" + ID, exchange -> answer(exchange, 200, file()));
        server.createContext("/v1/files/" + ID + "/upload", exchange -> answer(exchange, 200, PARTS));
        server.createContext("/v1/uploads/" + ID, exchange -> answer(exchange, 200, PROGRESS));
        server.createContext("/v1/uploads/" + ID + "/complete", exchange -> {
            keys.add("asked");
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, keys.size() <= ClientRetries.ATTEMPTS ? 503 : 200, file());
        });

        var file = kontor.uploads().resume(UUID.fromString(ID), content, sent -> {});

        assertThat(file.getId()).hasToString(ID);
        assertThat(keys).hasSize(ClientRetries.ATTEMPTS + 1);
    }

    private static HttpClient client() {
        return new RetryingClient(HttpClient.newHttpClient(), new ClientRetries());
    }

    private static APICreateTagRequest newTag() {
        return APICreateTagRequest.newBuilder().newTag(new NewTag().name("a")).build();
    }

    private static String file() {
        return "{\"id\": \"%s\", \"name\": \"a\", \"mimeType\": \"text/plain\", \"size\": 5, %s}".formatted(ID, TIMES);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        answer(exchange, status, json, "application/json");
    }

    private static void answer(HttpExchange exchange, int status, String json, String mediaType) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            var bytes = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
