package dev.kontor.migrations.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A bucket that holds content, over HTTP on this machine, for tests of functions that read and write it:
/// GET with ranges, PUT, HEAD, DELETE, and multipart uploads with parts of any size. It can fail at every
/// request, before or after it has done what was asked. It checks no signature: the S3 that
/// `./kontor run` embeds does. Thread-safe.
public final class ContentBucket implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final Pattern PART =
            Pattern.compile("<PartNumber>(\\d+)</PartNumber><ETag>(?:&quot;)?([^<&]+)(?:&quot;)?</ETag>");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger stored = new AtomicInteger();

    private volatile int firstFailure = Integer.MAX_VALUE;
    private volatile boolean doesBeforeItFails;
    private volatile Runnable onCompletion = () -> {};

    private record Reply(int status, ByteBuffer body, Map<String, String> headers) {
        private Reply(int status) {
            this(status, ByteBuffer.allocate(0), Map.of());
        }

        private Reply(int status, String document) {
            this(status, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)), Map.of());
        }

        private Reply(int status, Map<String, String> headers) {
            this(status, ByteBuffer.allocate(0), headers);
        }
    }

    private ContentBucket(HttpServer server) {
        this.server = server;
    }

    public static ContentBucket start() {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var bucket = new ContentBucket(HttpServer.create(loopback, 0));
            bucket.server.setExecutor(bucket.threads);
            bucket.server.createContext("/", bucket::answer);
            bucket.server.start();
            return bucket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, String> environment() {
        var environment = new HashMap<>(TestBucket.NOWHERE);
        environment.put(
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort());
        return environment;
    }

    /// The objects by their keys.
    public Map<String, byte[]> objects() {
        return objects;
    }

    /// Uploads with parts that were neither completed nor aborted. One without parts holds nothing: it
    /// was begun, and nobody heard of it. The rule of the bucket's lifecycle drops it.
    public long openUploads() {
        return uploads.values().stream().filter(parts -> !parts.isEmpty()).count();
    }

    /// Drops all multipart uploads, as the rule of a bucket's lifecycle does.
    public void dropUploads() {
        uploads.clear();
    }

    /// Writes over a part of each open upload, as a step that was taken for dead.
    public void spoilParts() {
        uploads.values().forEach(parts -> parts.replaceAll((number, part) -> new byte[part.length]));
    }

    /// Requests so far.
    public int requests() {
        return requests.get();
    }

    /// Objects that one request each has stored so far. S3 sends an event of every one.
    public int stored() {
        return stored.get();
    }

    /// Answers every request with 503 after so many more.
    ///
    /// @param doesBeforeItFails whether the first one of these does what it was asked
    public void failAfter(int more, boolean doesBeforeItFails) {
        this.doesBeforeItFails = doesBeforeItFails;
        firstFailure = requests.get() + more + 1;
    }

    public void heal() {
        firstFailure = Integer.MAX_VALUE;
    }

    /// Does something between the completion of an upload in parts and its response.
    public void onCompletion(Runnable action) {
        onCompletion = action;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var number = requests.incrementAndGet();
            var reply = number > firstFailure || (number == firstFailure && !doesBeforeItFails)
                    ? unavailable(exchange)
                    : reply(exchange);
            var answered = number == firstFailure ? new Reply(503) : reply;
            answered.headers().forEach(exchange.getResponseHeaders()::set);
            var body = answered.body();
            exchange.sendResponseHeaders(answered.status(), body.hasRemaining() ? body.remaining() : -1);
            exchange.getResponseBody().write(body.array(), body.arrayOffset() + body.position(), body.remaining());
        }
    }

    private static Reply unavailable(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        return new Reply(503);
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestURI().getPath().split("/", 3)[2];
        var body = exchange.getRequestBody().readAllBytes();
        var query = query(exchange);
        var id = query.get("uploadId");
        return switch (exchange.getRequestMethod()) {
            case "HEAD" -> head(key);
            case "GET" -> get(key, exchange.getRequestHeaders().getFirst("Range"));
            case "PUT" ->
                id == null ? put(key, body, exchange) : putPart(id, Integer.parseInt(query.get("partNumber")), body);
            case "POST" -> id == null ? begin() : complete(key, id, new String(body, StandardCharsets.UTF_8));
            case "DELETE" -> id == null ? delete(key) : abort(id);
            default -> new Reply(405);
        };
    }

    private Reply head(String key) {
        var object = objects.get(key);
        return object == null
                ? new Reply(404)
                : new Reply(200, Map.of("Content-Length", Integer.toString(object.length)));
    }

    private Reply get(String key, String header) {
        var object = objects.get(key);
        if (object == null) {
            return new Reply(404, "<Error><Code>NoSuchKey</Code></Error>");
        }
        var range = RANGE.matcher(header);
        if (!range.matches() || Integer.parseInt(range.group(1)) >= object.length) {
            return new Reply(416);
        }
        var end = Math.min(Integer.parseInt(range.group(2)) + 1, object.length);
        var from = Integer.parseInt(range.group(1));
        return new Reply(206, ByteBuffer.wrap(object, from, end - from), Map.of());
    }

    private Reply put(String key, byte[] body, HttpExchange exchange) {
        if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
            if (objects.putIfAbsent(key, body) != null) {
                return new Reply(412);
            }
        } else {
            objects.put(key, body);
        }
        stored.incrementAndGet();
        return new Reply(200);
    }

    private Reply delete(String key) {
        objects.remove(key);
        return new Reply(204);
    }

    private Reply abort(String id) {
        return uploads.remove(id) == null ? noUpload() : new Reply(204);
    }

    private Reply begin() {
        var id = "upload-" + ids.incrementAndGet();
        uploads.put(id, new TreeMap<>());
        return new Reply(
                200,
                "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>".formatted(id));
    }

    private Reply putPart(String id, int number, byte[] body) {
        var parts = uploads.get(id);
        if (parts == null) {
            return noUpload();
        }
        parts.put(number, body);
        return new Reply(200, Map.of("ETag", '"' + etag(body) + '"'));
    }

    private Reply complete(String key, String id, String document) {
        var parts = uploads.get(id);
        if (parts == null) {
            return noUpload();
        }
        var whole = new ByteArrayOutputStream();
        for (var listed = PART.matcher(document); listed.find(); ) {
            var part = parts.get(Integer.parseInt(listed.group(1)));
            if (part == null || !etag(part).equals(listed.group(2))) {
                return new Reply(400, "<Error><Code>InvalidPart</Code></Error>");
            }
            whole.writeBytes(part);
        }
        objects.put(key, whole.toByteArray());
        uploads.remove(id);
        onCompletion.run();
        return new Reply(200, "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>");
    }

    private static Reply noUpload() {
        return new Reply(404, "<Error><Code>NoSuchUpload</Code></Error>");
    }

    private static String etag(byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        return HexFormat.of().toHexDigits(crc.getValue());
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

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
