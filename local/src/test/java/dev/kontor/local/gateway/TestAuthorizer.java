package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Lets every request in, with three exceptions by `Authorization` header: it refuses `refused`,
/// throws for `broken`, and returns a malformed response for `nonsense`.
public final class TestAuthorizer implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, Map<String, Object>> {
    final ConcurrentLinkedDeque<APIGatewayV2CustomAuthorizerEvent> events = new ConcurrentLinkedDeque<>();

    @Override
    public Map<String, Object> handleRequest(APIGatewayV2CustomAuthorizerEvent event, Context context) {
        events.add(event);
        return switch (event.getHeaders().getOrDefault("authorization", "")) {
            case "refused" -> Map.of("isAuthorized", false);
            case "broken" -> throw new IllegalStateException("as a broken authorizer would");
            case "nonsense" -> Map.of("isAuthorized", "yes");
            default -> Map.of("isAuthorized", true, "context", Map.of("userId", "usr_1", "level", 7));
        };
    }
}
