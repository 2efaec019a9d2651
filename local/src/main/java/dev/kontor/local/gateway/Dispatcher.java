package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes each request to its authorizer and its function. Thread-safe.
///
/// It asks the authorizer anew for each request, where API Gateway keeps an answer for as long as
/// the template's `ReauthorizeEvery`: locally, a token is out of date when it says so.
final class Dispatcher implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final int REQUEST_ID_BYTES = 11;

    private final RouteTable routes;
    private final Map<LambdaDefinition, LambdaFunction> functions = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    Dispatcher(List<Route> routes, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        this.routes = new RouteTable(routes);
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
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var requestId = newRequestId();
            answer(exchange, requestId).send(exchange, requestId);
        }
    }

    private GatewayResponse answer(HttpExchange exchange, String requestId) throws IOException {
        try {
            var request = GatewayRequest.read(exchange, requestId);
            var match = routes.find(request.method(), request.path()).orElseThrow(GatewayError::notFound);
            var event = Events.invocation(request, match, authorize(request, match));
            return GatewayResponse.of(invoke(match.route().function(), event));
        } catch (GatewayError refusal) {
            return refusal.answer();
        } catch (IllegalArgumentException e) {
            LOG.log(Level.ERROR, exchange.getRequestMethod() + " " + exchange.getRequestURI(), e);
            return GatewayError.internalError().answer();
        }
    }

    /// What the authorizer hands on; null on a route without one.
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
                    "{0} answered without isAuthorized",
                    authorizer.function().name());
            throw GatewayError.internalError();
        }
        if (!isAuthorized) {
            throw GatewayError.forbidden();
        }
        return verdict.get("context") instanceof Map<?, ?> context ? context : Map.of();
    }

    /// As on Lambda, where even an Error ends an invocation and nothing else.
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
