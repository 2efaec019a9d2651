package dev.kontor.functions.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks an authorizer as API Gateway does.
final class Asking {

    static final Map<String, String> INVALID = Map.of("verdict", "INVALID_TOKEN");
    static final Map<String, String> UNAVAILABLE = Map.of("verdict", "KEY_UNAVAILABLE");
    static final Map<String, String> EXPIRED = Map.of("verdict", "TOKEN_EXPIRED");

    private Asking() {}

    /// The context that it passes on for a token.
    static Map<String, @Nullable Object> contextOf(Authorizer authorizer, String token) {
        return context(authorizer, "Bearer " + token);
    }

    /// The context that it passes on for an `Authorization` header.
    static Map<String, @Nullable Object> context(Authorizer authorizer, String header) {
        var event = event();
        event.put("headers", Map.of("authorization", header));
        return contextOfEvent(authorizer, Lambda.json(event));
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> contextOfEvent(Authorizer authorizer, String event) {
        var response = Lambda.invoke(
                authorizer, APIGatewayV2CustomAuthorizerEvent.class, SimpleIAMPolicyResponse.class, event);
        assertThat(response).containsEntry("isAuthorized", true);
        return (Map<String, @Nullable Object>) Objects.requireNonNull(response.get("context"));
    }

    private static Map<String, @Nullable Object> event() {
        try {
            return Lambda.object(Files.readString(Project.ROOT.resolve("events/Authorizer.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
