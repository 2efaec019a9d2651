package dev.kontor.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import dev.kontor.functions.log.JsonFormatter;
import dev.kontor.shared.Environment;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API's authorizer (payload format 2.0, simple responses): checks the bearer token and passes
/// on who is asking or, for a bad token, its verdict without a user id.
///
/// It always lets the request through: an HTTP API would turn a refusal into a bare 403, which
/// makes clients give up instead of refreshing their token. The operations' base class refuses
/// instead. Immutable and thread-safe.
public final class Authorizer implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {

    private static final String SCHEME = "Bearer ";

    private final TokenVerifier tokens;

    public Authorizer() {
        this(System.getenv());
        JsonFormatter.install();
    }

    /// @param environment `JWT_JWKS_URL`, `JWT_ISSUER` and `JWT_AUDIENCE`
    /// @throws IllegalStateException naming the variable that is missing
    public Authorizer(Map<String, String> environment) {
        this(environment, InstantSource.system());
    }

    /// @param clock by which the key set ages
    Authorizer(Map<String, String> environment, InstantSource clock) {
        this.tokens = TokenVerifier.from(new Environment(environment), clock);
    }

    @Override
    public SimpleIAMPolicyResponse handleRequest(APIGatewayV2CustomAuthorizerEvent event, @Nullable Context context) {
        return SimpleIAMPolicyResponse.builder()
                .withIsAuthorized(true)
                .withContext(tokens.check(token(event)))
                .build();
    }

    /// Empty where the header holds no bearer token: no token passes as that.
    private static String token(APIGatewayV2CustomAuthorizerEvent event) {
        if (event.getHeaders() == null) {
            return "";
        }
        for (var header : event.getHeaders().entrySet()) {
            if (header.getKey().equalsIgnoreCase("authorization")) {
                return bearer(header.getValue());
            }
        }
        return "";
    }

    private static String bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }
}
