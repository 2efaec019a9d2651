package dev.kontor.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.kontor.local.http.CrossOrigin;
import dev.kontor.template.CorsRule;

/// Lets pages of other origins call the API by the template's rule. As API Gateway does, it answers
/// preflights itself, for any path and without a token, and leaves it to the browser to compare.
/// Errors, too, have the headers.
final class ApiCors {
    private final CorsRule rule;

    ApiCors(CorsRule rule) {
        this.rule = rule;
    }

    /// Sets the headers by which a page may read the response. A response to no page has none.
    void allow(HttpExchange exchange) {
        var headers = exchange.getResponseHeaders();
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            headers.set("Vary", "Origin");
        }
        CrossOrigin.localOrigin(exchange).ifPresent(origin -> {
            headers.set("Access-Control-Allow-Origin", origin);
            if (CrossOrigin.isPreflight(exchange)) {
                headers.set("Access-Control-Allow-Methods", String.join(",", rule.methods()));
                headers.set("Access-Control-Allow-Headers", String.join(",", rule.allowedHeaders()));
                headers.set(
                        "Access-Control-Max-Age", Long.toString(rule.maxAge().toSeconds()));
            } else {
                headers.set("Access-Control-Expose-Headers", String.join(",", rule.exposedHeaders()));
            }
        });
    }
}
