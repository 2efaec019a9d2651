package dev.kontor.local.storage;

import com.sun.net.httpserver.HttpExchange;

/// Lets pages of any origin upload and download, as the template's bucket does by default.
final class Cors {
    private static final String METHODS = "GET, PUT";
    private static final String EXPOSED_HEADERS = "ETag";
    private static final int MAX_AGE_SECONDS = 3600;

    private Cors() {}

    /// Whether a browser asks if it may send a request.
    static boolean isPreflight(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return exchange.getRequestMethod().equals("OPTIONS")
                && headers.containsKey("Origin")
                && headers.containsKey("Access-Control-Request-Method");
    }

    static void allow(HttpExchange exchange) {
        var asked = exchange.getRequestHeaders();
        var response = exchange.getResponseHeaders();
        response.set("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        if (asked.containsKey("Origin")) {
            response.set("Access-Control-Allow-Origin", "*");
            response.set("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        }
        if (isPreflight(exchange)) {
            response.set("Access-Control-Allow-Methods", METHODS);
            response.set("Access-Control-Max-Age", Integer.toString(MAX_AGE_SECONDS));
            var headers = asked.getFirst("Access-Control-Request-Headers");
            if (headers != null) {
                response.set("Access-Control-Allow-Headers", headers);
            }
        }
    }
}
