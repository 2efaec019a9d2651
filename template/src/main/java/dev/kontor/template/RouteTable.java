package dev.kontor.template;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request. Immutable.
public final class RouteTable {
    private final List<Route> mostSpecificFirst;

    public RouteTable(List<Route> routes) {
        this.mostSpecificFirst = routes.stream()
                .sorted(Comparator.comparing(Route::path)
                        .thenComparing(route -> route.method().equals(Route.ANY_METHOD)))
                .toList();
    }

    /// @param path decoded; API Gateway decodes before it looks for a route, so `%2F` separates
    ///   segments like any other slash
    public Optional<Match> find(String method, String path) {
        for (var route : mostSpecificFirst) {
            if (route.method().equals(method) || route.method().equals(Route.ANY_METHOD)) {
                var variables = route.path().match(path);
                if (variables.isPresent()) {
                    return Optional.of(new Match(route, variables.get()));
                }
            }
        }
        return Optional.empty();
    }

    /// @param pathParameters the values of the path's variables, by name
    public record Match(Route route, Map<String, String> pathParameters) {}
}
