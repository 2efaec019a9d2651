package dev.kontor.migrations.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/// What S3's documentation says of HEAD and DELETE on the objects of a bucket, and of multipart uploads,
/// over HTTP on this machine, for tests of those who ask. It checks no signature and takes no content: the S3 that
/// `./kontor run` embeds does. Thread-safe.
public final class TestBucket implements AutoCloseable {

    static {
        // Without TCP_NODELAY some responses wait 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String BUCKET = "kontor-test";

    /// The environment of a function whose bucket nobody asks.
    public static final Map<String, String> NOWHERE = Map.of(
            "STORAGE_BUCKET", BUCKET,
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, String>> objects = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final TestParts parts = new TestParts();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> traces = ConcurrentHashMap.newKeySet();

    private TestBucket(HttpServer server) {
        this.server = server;
    }

    public static TestBucket start() {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var bucket = new TestBucket(HttpServer.create(loopback, 0));
            bucket.server.setExecutor(bucket.threads);
            bucket.server.createContext("/" + BUCKET + "/", bucket::answer);
            bucket.server.start();
            return bucket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, String> environment() {
        var environment = new HashMap<>(NOWHERE);
        environment.put(
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort());
        return environment;
    }

    /// Stores an object.
    ///
    /// @param checksum as S3 gives it, in base64, or empty for none
    public void put(String key, long size, String checksum) {
        objects.put(
                key,
                checksum.isEmpty()
                        ? Map.of("Content-Length", Long.toString(size))
                        : Map.of("Content-Length", Long.toString(size), "x-amz-checksum-sha256", checksum));
    }

    /// Answers every request on a key with this status from now on.
    public void refuse(String key, int status) {
        refusals.put(key, status);
    }

    /// Stores a part of an upload. Its entity tag is [#etag].
    ///
    /// @param size bytes
    public void putPart(String uploadId, int number, long size) {
        parts.put(uploadId, number, size);
    }

    public static String etag(int number, long size) {
        return new TestParts.Part(number, size).etag();
    }

    /// All multipart uploads that were begun so far.
    public List<String> uploads() {
        return parts.all();
    }

    /// Those that were neither completed nor aborted.
    public List<String> openUploads() {
        return parts.open();
    }

    /// Drops all multipart uploads, as the rule of a bucket's lifecycle does.
    public void dropUploads() {
        parts.drop();
    }

    /// Answers the next completion so, and does nothing.
    public void answerNextCompletion(int status, String body) {
        parts.answerNextCompletion(new TestParts.Answer(status, body));
    }

    public Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    /// All requests so far: method and key.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// The `traceparent` of each request so far, or that it has none.
    public Set<String> traces() {
        return Set.copyOf(traces);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var key = exchange.getRequestURI().getPath().substring(BUCKET.length() + 2);
            requests.add(exchange.getRequestMethod() + " " + key);
            traces.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("traceparent"), "none"));
            var answer = answer(exchange, key);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private TestParts.Answer answer(HttpExchange exchange, String key) throws IOException {
        var query = query(exchange);
        var document = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var isOfParts = query.containsKey("uploads") || query.containsKey("uploadId");
        if (!isOfParts || refusals.containsKey(key)) {
            return new TestParts.Answer(status(exchange, key), "");
        }
        var id = query.getOrDefault("uploadId", "");
        return switch (exchange.getRequestMethod()) {
            case "GET" -> parts.list(id, query.getOrDefault("part-number-marker", ""));
            case "DELETE" -> parts.abort(id);
            case "POST" -> id.isEmpty() ? parts.create(key) : complete(key, id, document);
            default -> new TestParts.Answer(405, "");
        };
    }

    private TestParts.Answer complete(String key, String id, String document) {
        var answer = new AtomicReference<TestParts.Answer>();
        parts.complete(id, document, answer).ifPresent(size -> put(key, size, ""));
        return Objects.requireNonNull(answer.get());
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new HashMap<String, String>();
        for (var pair : Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "")
                .split("&", -1)) {
            var parts = pair.split("=", 2);
            query.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return query;
    }

    private int status(HttpExchange exchange, String key) {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 ")) {
            return 403;
        }
        if (refusals.containsKey(key)) {
            return refusals.get(key);
        }
        return switch (exchange.getRequestMethod()) {
            case "HEAD" -> head(exchange, key);
            case "DELETE" -> {
                objects.remove(key);
                yield 204;
            }
            default -> 405;
        };
    }

    private int head(HttpExchange exchange, String key) {
        var object = objects.get(key);
        if (object == null) {
            return 404;
        }
        var asksForChecksum = "ENABLED".equals(exchange.getRequestHeaders().getFirst("x-amz-checksum-mode"));
        object.forEach((name, value) -> {
            if (asksForChecksum || !name.startsWith("x-amz-checksum")) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        return 200;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
