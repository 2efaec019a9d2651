package dev.kontor.local.server;

import dev.kontor.local.workspace.Failure;
import dev.kontor.template.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// Calls every route once, with ids of nothing and an invalid token. Without a token the gateway
/// would respond by itself; with this one, authorizer and function both have to respond.
final class Readiness {
    private static final String NO_TOKEN = "Bearer -";
    private static final String PROBLEM = "application/problem+json";

    private Readiness() {}

    /// Returns once every route has responded as it should.
    ///
    /// @throws Failure a route does not respond as it should
    static void await(String url, List<Route> routes) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var route : routes) {
                var path = route.path().toString().replaceAll("\\{[^}]*}", "-");
                var method = route.method().equals("ANY") ? "GET" : route.method();
                var request = HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", NO_TOKEN)
                        .method(method, BodyPublishers.noBody())
                        .build();
                var response = client.send(request, BodyHandlers.ofString());
                if (!isAsItShould(route, response)) {
                    throw new Failure(route.key() + " answers " + response.statusCode() + " " + response.body());
                }
            }
        }
    }

    private static boolean isAsItShould(Route route, HttpResponse<String> response) {
        if (route.authorizer() != null) {
            return isProblem(response, 401);
        }
        if (route.path().toString().contains("{")) {
            return isProblem(response, 404);
        }
        // A webhook takes nothing that nobody has signed, or nothing at all where it is not set up.
        return route.method().equals("POST")
                ? isProblem(response, 400) || isProblem(response, 501)
                : response.statusCode() == 200;
    }

    private static boolean isProblem(HttpResponse<String> response, int status) {
        return response.statusCode() == status
                && response.headers().firstValue("Content-Type").orElse("").startsWith(PROBLEM);
    }
}
