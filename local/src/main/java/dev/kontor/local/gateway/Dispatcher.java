package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.local.http.CrossOrigin;
import dev.kontor.local.http.Exchange;
import dev.kontor.local.http.ExchangeHandler;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.RouteTable;
import dev.kontor.template.Template;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes each request to its authorizer and its function. Thread-safe.
///
/// It calls the authorizer for each request, while API Gateway caches the result for the time of
/// the template's `ReauthorizeEvery`. So a local token is valid exactly until it expires.
final class Dispatcher implements ExchangeHandler {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final int REQUEST_ID_BYTES = 11;

    private final RouteTable routes;
    private final @Nullable ApiCors cors;
    private final Map<LambdaDefinition, LambdaFunction> functions = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    Dispatcher(Template template, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        var routes = template.routes();
        this.routes = new RouteTable(routes);
        this.cors = template.apiCors().map(ApiCors::new).orElse(null);
        Function<LambdaDefinition, LambdaFunction> make =
                definition -> new LambdaFunction(definition, handlers.apply(definition));
        for (var route : routes) {
            functions.computeIfAbsent(route.function(), make);
            if (route.authorizer() != null) {
                functions.computeIfAbsent(route.authorizer().function(), make);
            }
        }
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        var requestId = newRequestId();
        if (cors != null) {
            cors.allow(exchange);
        }
        respond(exchange, requestId).send(exchange, requestId);
    }

    private GatewayResponse respond(Exchange exchange, String requestId) throws IOException {
        try {
            if (cors != null && CrossOrigin.isPreflight(exchange)) {
                return GatewayResponse.noContent();
            }
            var request = GatewayRequest.read(exchange, requestId);
            var match = routes.find(request.method(), request.path()).orElseThrow(GatewayError::notFound);
            var event = Events.invocation(request, match, authorize(request, match));
            return GatewayResponse.of(invoke(match.route().function(), event));
        } catch (GatewayError e) {
            return e.response();
        } catch (IllegalArgumentException e) {
            LOG.log(Level.ERROR, exchange.method() + " " + exchange.rawPath(), e);
            return GatewayError.internalError().response();
        }
    }

    /// The authorizer's context; null on a public route.
    private @Nullable Map<?, ?> authorize(GatewayRequest request, RouteTable.Match match) throws GatewayError {
        var authorizer = match.route().authorizer();
        if (authorizer == null) {
            return null;
        }
        var identity = new ArrayList<String>();
        for (var header : authorizer.identityHeaders()) {
            var value = request.headers().getOrDefault(header, "");
            if (value.isEmpty()) {
                throw GatewayError.unauthorized();
            }
            identity.add(value);
        }
        var verdict = invoke(authorizer.function(), Events.authorization(request, match, identity));
        if (verdict == null || !(verdict.get("isAuthorized") instanceof Boolean isAuthorized)) {
            LOG.log(
                    Level.ERROR,
                    "{0} returned no isAuthorized",
                    authorizer.function().name());
            throw GatewayError.internalError();
        }
        if (!isAuthorized) {
            throw GatewayError.forbidden();
        }
        return verdict.get("context") instanceof Map<?, ?> context ? context : Map.of();
    }

    /// Even an `Error` ends only this invocation, as on Lambda.
    private @Nullable Map<?, ?> invoke(LambdaDefinition definition, Map<String, Object> event) throws GatewayError {
        try {
            return Objects.requireNonNull(functions.get(definition)).invoke(event);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, definition.name() + " failed", e);
            throw GatewayError.internalError();
        }
    }

    private String newRequestId() {
        var bytes = new byte[REQUEST_ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
