package dev.kontor.local.signin;

import dev.kontor.local.workspace.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A sign-in service whose tokens the local server takes besides its own, such as Better Auth on
/// this machine.
///
/// @param issuer the claim `iss` of its tokens
/// @param environment the variables for the authorizer of its tokens
public record SignInService(String issuer, Map<String, String> environment) {
    private static final String ISSUER = "JWT_ISSUER";
    private static final String[] VARIABLES = {"JWT_JWKS_URL", ISSUER, "JWT_AUDIENCE"};

    /// The service that these variables describe; empty if none of them is set.
    ///
    /// @throws Failure some of the variables are set and others are not, or the service calls itself
    ///   as the local issuer does
    public static Optional<SignInService> from(Map<String, String> environment) {
        var own = new TreeMap<String, String>();
        for (var variable : VARIABLES) {
            var value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                own.put(variable, value);
            }
        }
        if (own.isEmpty()) {
            return Optional.empty();
        }
        for (var variable : VARIABLES) {
            if (!own.containsKey(variable)) {
                throw new Failure(variable + " is missing; a sign-in service needs it beside "
                        + String.join(" and ", own.keySet()));
            }
        }
        var issuer = environment.getOrDefault(ISSUER, "");
        if (issuer.equals(TokenIssuer.ISSUER)) {
            throw new Failure(ISSUER + " is the name of the local issuer; choose another");
        }
        return Optional.of(new SignInService(issuer, Map.copyOf(own)));
    }
}
