package dev.kontor.local.gateway;

import dev.kontor.local.http.CrossOrigin;
import dev.kontor.local.http.Exchange;
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
    void allow(Exchange exchange) {
        if (exchange.header("Origin").isPresent()) {
            exchange.setHeader("Vary", "Origin");
        }
        CrossOrigin.localOrigin(exchange).ifPresent(origin -> {
            exchange.setHeader("Access-Control-Allow-Origin", origin);
            if (CrossOrigin.isPreflight(exchange)) {
                exchange.setHeader("Access-Control-Allow-Methods", String.join(",", rule.methods()));
                exchange.setHeader("Access-Control-Allow-Headers", String.join(",", rule.allowedHeaders()));
                exchange.setHeader(
                        "Access-Control-Max-Age", Long.toString(rule.maxAge().toSeconds()));
            } else {
                exchange.setHeader("Access-Control-Expose-Headers", String.join(",", rule.exposedHeaders()));
            }
        });
    }
}
