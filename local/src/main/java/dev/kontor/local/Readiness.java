package dev.kontor.local;

import dev.kontor.local.gateway.Route;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// Asks every route once, as a client without a token and with ids of nothing.
final class Readiness {
    private static final int FIRST_SERVER_ERROR = 500;
    private static final String NO_ROUTE = "{\"message\":\"Not Found\"}";

    private Readiness() {}

    /// Returns if every route answers.
    ///
    /// @throws Failure one does not, or answers that it cannot work
    static void await(String url, List<Route> routes) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var route : routes) {
                var path = route.path().toString().replaceAll("\\{[^}]*}", "-");
                var method = route.method().equals("ANY") ? "GET" : route.method();
                var request =
                        HttpRequest.newBuilder(URI.create(url + path))
                                .method(method, BodyPublishers.noBody())
                                .build();
                var response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() >= FIRST_SERVER_ERROR
                        || response.body().equals(NO_ROUTE)) {
                    throw new Failure(
                            route.key()
                                    + " answers "
                                    + response.statusCode()
                                    + " "
                                    + response.body());
                }
            }
        }
    }
}
