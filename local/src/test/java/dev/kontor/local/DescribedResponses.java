package dev.kontor.local;

import dev.kontor.functions.testing.Project;
import dev.kontor.functions.testing.ResponseCheck;
import dev.kontor.template.RouteTable;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeMap;

/// Compares what came over HTTP with `functions/openapi.yaml`.
final class DescribedResponses {
    private static final RouteTable ROUTES = new RouteTable(Project.TEMPLATE.routes());

    /// Those of the connection and of API Gateway.
    private static final Set<String> NOT_DESCRIBED = Set.of("apigw-requestid", "content-length", "date");

    private DescribedResponses() {}

    /// Fails the test unless the response of a route is as described.
    static void check(HttpResponse<String> response) {
        var request = response.request();
        ROUTES.find(request.method(), request.uri().getPath()).ifPresent(match -> {
            var headers = new TreeMap<String, String>();
            response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            headers.keySet().removeAll(NOT_DESCRIBED);
            ResponseCheck.check(
                    match.route().function().name(),
                    response.statusCode(),
                    headers,
                    response.body().isEmpty() ? null : response.body());
        });
    }
}
