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

/// The API's authorizer (payload format 2.0, simple responses). It checks the bearer token and passes
/// on who is signed in or, otherwise, a [dev.kontor.functions.http.Verdict] without a user id.
///
/// It always lets the request through, and the operations' base class refuses it. An HTTP API would
/// turn a refusal of the authorizer into a bare 403, which makes clients give up instead of
/// refreshing their token. Immutable and thread-safe.
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

    /// @param clock decides when the key set is too old
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

    /// The bearer token; empty without one, which is refused as any other bad token is.
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
