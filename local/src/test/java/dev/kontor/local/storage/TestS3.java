package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.template.CorsRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/// A local S3 and a client for it.
final class TestS3 implements AutoCloseable {
    static final byte[] HELLO = "hello".getBytes(UTF_8);

    /// The events that S3 sent, without those that the test's listener refused.
    final LinkedBlockingQueue<Map<String, Object>> events = new LinkedBlockingQueue<>();

    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalStorage storage;

    private TestS3(Path directory, List<CorsRule> cors, BiConsumer<String, Map<String, Object>> listener)
            throws IOException {
        this.storage =
                LocalStorage.bind(directory, null).start(cors, listener.andThen((_, event) -> events.add(event)));
    }

    static TestS3 start(Path directory) throws IOException {
        return start(directory, (_, _) -> {});
    }

    /// @param listener gets each event first; an event that it refuses is not added to `events`
    static TestS3 start(Path directory, BiConsumer<String, Map<String, Object>> listener) throws IOException {
        return new TestS3(directory, List.of(), listener);
    }

    /// @param cors the bucket's rules for pages of other origins
    static TestS3 start(Path directory, List<CorsRule> cors) throws IOException {
        return new TestS3(directory, cors, (_, _) -> {});
    }

    String url() {
        return Objects.requireNonNull(storage.environment().get("AWS_ENDPOINT_URL_S3"));
    }

    /// Begins a request with the address and the credentials that the functions have.
    Signing sign(String method, String key) {
        return new Signing(storage.environment(), method, key);
    }

    /// Begins an upload of [#HELLO] with its length and checksum. The link works only once.
    Signing signUpload(String key) {
        return sign("PUT", key)
                .header("content-length", "5")
                .header("content-type", "text/plain")
                .header("if-none-match", "*")
                .header("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
    }

    void store(String key, byte[] content) throws IOException, InterruptedException {
        var upload = sign("PUT", key).header("content-type", "text/plain");
        var answer = send("PUT", upload.link(), upload.headers(), content);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    int statusOf(String key) throws IOException, InterruptedException {
        return send("GET", sign("GET", key).link(), Map.of()).statusCode();
    }

    HttpResponse<String> send(String method, URI uri, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(method, uri, headers, BodyPublishers.noBody());
    }

    HttpResponse<String> send(String method, URI uri, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return send(method, uri, headers, BodyPublishers.ofByteArray(body));
    }

    /// The client sets the length and the host itself, as a browser does.
    HttpResponse<String> send(String method, URI uri, Map<String, String> headers, BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).method(method, body);
        headers.forEach((name, value) -> {
            if (!name.equals("content-length") && !name.equalsIgnoreCase("host")) {
                request.header(name, value);
            }
        });
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        storage.close();
        client.close();
    }
}
