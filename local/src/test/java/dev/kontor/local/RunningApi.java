package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import org.jose4j.json.JsonUtil;

/// Calls a running server as one user's app does.
///
/// @param url the URL that `run` printed when it was ready
record RunningApi(String url, String token) {
    static RunningApi of(KontorProcess run) throws Exception {
        var url = run.awaitReady();
        return new RunningApi(url, run.token());
    }

    /// Returns the response. A status other than 2xx fails the test.
    Map<String, Object> get(String path) throws Exception {
        return answer(HttpRequest.newBuilder().GET(), path);
    }

    Map<String, Object> post(String path, String json) throws Exception {
        return answer(HttpRequest.newBuilder().POST(BodyPublishers.ofString(json)), path);
    }

    void createFile(String name) throws Exception {
        post("/files", "{\"name\": \"%s\", \"mimeType\": \"text/plain\", \"size\": 5}".formatted(name));
    }

    long fileCount() throws Exception {
        return ((Number) Objects.requireNonNull(get("/files").get("total"))).longValue();
    }

    /// Sends a request. A response of the API must be as `functions/openapi.yaml` describes it.
    static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            DescribedResponses.check(response);
            return response;
        }
    }

    /// Sends the request that a link in a response allows.
    static HttpResponse<byte[]> follow(Map<String, Object> link, byte[] content) throws Exception {
        var method = text(link, "method");
        var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content);
        var request = HttpRequest.newBuilder(URI.create(text(link, "url"))).method(method, body);
        child(link, "headers").forEach((name, value) -> request.header(name, value.toString()));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    static String text(Map<String, Object> from, String name) {
        return Objects.requireNonNull(from.get(name)).toString();
    }

    @SuppressWarnings("unchecked") // All maps from JSON have string keys.
    static Map<String, Object> child(Map<String, Object> from, String name) {
        return (Map<String, Object>) Objects.requireNonNull(from.get(name));
    }

    private Map<String, Object> answer(HttpRequest.Builder request, String path) throws Exception {
        request.uri(URI.create(url + "/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        var response = send(request.build());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JsonUtil.parseJson(response.body());
    }
}
