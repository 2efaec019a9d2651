package dev.kontor.local.storage;

import dev.kontor.local.http.CrossOrigin;
import dev.kontor.local.http.Exchange;
import dev.kontor.template.CorsRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lets pages of other origins upload and download by the first of the bucket's rules that allows
/// the request, as Amazon S3 does. A preflight that no rule allows is refused, and another request
/// gets its response without the headers. Errors, too, have the headers.
final class BucketCors {
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

    private final List<CorsRule> rules;

    BucketCors(List<CorsRule> rules) {
        this.rules = rules;
    }

    /// The response to a preflight, whose headers `allow` has set.
    ///
    /// @throws S3Error no rule allows the request that is asked about
    S3Response preflight(Exchange exchange) throws S3Error {
        if (exchange.header("Origin").isEmpty()) {
            throw S3Error.missingOrigin();
        }
        if (!CrossOrigin.isPreflight(exchange) || rule(exchange).isEmpty()) {
            throw S3Error.corsForbidden();
        }
        return S3Response.of(200);
    }

    /// Sets the headers by which the page may send the request and read the response.
    void allow(Exchange exchange) {
        rule(exchange).ifPresent(rule -> {
            exchange.setHeader("Vary", String.join(", ", "Origin", REQUEST_HEADERS, REQUEST_METHOD));
            exchange.header("Origin").ifPresent(origin -> exchange.setHeader("Access-Control-Allow-Origin", origin));
            exchange.setHeader("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
            setUnlessEmpty(exchange, "Access-Control-Allow-Headers", requestedHeaders(exchange));
            setUnlessEmpty(exchange, "Access-Control-Expose-Headers", rule.exposedHeaders());
            if (!rule.maxAge().isZero()) {
                exchange.setHeader(
                        "Access-Control-Max-Age", Long.toString(rule.maxAge().toSeconds()));
            }
        });
    }

    private Optional<CorsRule> rule(Exchange exchange) {
        if (CrossOrigin.localOrigin(exchange).isEmpty()) {
            return Optional.empty();
        }
        var method = exchange.header(REQUEST_METHOD).orElse(exchange.method());
        var headers = requestedHeaders(exchange);
        return rules.stream()
                .filter(rule -> rule.methods().contains(method))
                .filter(rule -> headers.stream().allMatch(header -> allows(rule, header)))
                .findFirst();
    }

    private static boolean allows(CorsRule rule, String header) {
        return rule.allowedHeaders().stream()
                .map(allowed -> Pattern.quote(allowed).replace("*", "\\E.*\\Q"))
                .anyMatch(header::matches);
    }

    private static List<String> requestedHeaders(Exchange exchange) {
        var requested = exchange.headers().getOrDefault(REQUEST_HEADERS.toLowerCase(Locale.ROOT), List.of());
        return requested.stream()
                .flatMap(headers -> Arrays.stream(headers.split(",", -1)))
                .map(header -> header.strip().toLowerCase(Locale.ROOT))
                .filter(header -> !header.isEmpty())
                .toList();
    }

    private static void setUnlessEmpty(Exchange exchange, String name, List<String> values) {
        if (!values.isEmpty()) {
            exchange.setHeader(name, String.join(", ", values));
        }
    }
}
