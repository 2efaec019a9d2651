package dev.kontor.local.signin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import dev.kontor.functions.auth.Authorizer;
import dev.kontor.local.workspace.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Takes the tokens of the local issuer and of a sign-in service. An [Authorizer] knows one issuer, so
/// there is one for each. The token itself says whose it is, and is then checked as that issuer's.
/// Immutable and thread-safe.
public final class TwoIssuersAuthorizer
        implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {
    private final Authorizer local;
    private final Authorizer service;
    private final String serviceIssuer;

    /// @param environment the variables for the authorizer of local tokens
    /// @throws Failure the service's variables are malformed
    public TwoIssuersAuthorizer(Map<String, String> environment, SignInService service) {
        this.local = new Authorizer(environment);
        this.serviceIssuer = service.issuer();
        try {
            this.service = new Authorizer(service.environment());
        } catch (IllegalStateException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public SimpleIAMPolicyResponse handleRequest(APIGatewayV2CustomAuthorizerEvent event, @Nullable Context context) {
        var authorization = event.getHeaders().getOrDefault("authorization", "");
        var chosen = serviceIssuer.equals(issuer(authorization)) ? service : local;
        return chosen.handleRequest(event, context);
    }

    /// The issuer that a token names, before anything of it is checked; null if it names none.
    private static @Nullable Object issuer(String authorization) {
        var parts = authorization.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            var payload = Base64.getUrlDecoder().decode(parts[1]);
            return JsonUtil.parseJson(new String(payload, StandardCharsets.UTF_8))
                    .get("iss");
        } catch (IllegalArgumentException | JoseException e) {
            return null;
        }
    }
}
