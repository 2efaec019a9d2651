package dev.kontor.local.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import dev.kontor.local.workspace.Failure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two services stand for the local issuer and the sign-in service; each has a key of its own.
final class TwoIssuersAuthorizerTest {
    @TempDir
    Path own;

    @TempDir
    Path theirs;

    @Test
    void aTokenIsCheckedAsThatOfTheIssuerItNames() throws Exception {
        try (var local = new TestSignInService(own);
                var service = new TestSignInService(theirs)) {
            var ofLocal = new HashMap<>(local.environment());
            ofLocal.put("JWT_ISSUER", TokenIssuer.ISSUER);
            ofLocal.put("JWT_AUDIENCE", TokenIssuer.AUDIENCE);
            var signIn = SignInService.from(service.environment()).orElseThrow();
            var authorizer = new TwoIssuersAuthorizer(ofLocal, signIn);

            assertThat(context(authorizer, local.token("a", TokenIssuer.ISSUER)))
                    .isEqualTo(Map.of("userId", "a"));
            assertThat(context(authorizer, service.token("b"))).isEqualTo(Map.of("userId", "b"));
            // Neither may sign for the other.
            var refused = Map.of("verdict", "INVALID_TOKEN");
            assertThat(context(authorizer, local.token("a"))).isEqualTo(refused);
            assertThat(context(authorizer, service.token("b", TokenIssuer.ISSUER)))
                    .isEqualTo(refused);
            for (var nonsense : new String[] {"", "a.b", "a.b.c", "a.W10.c", "a.e30.c", "a.é.c"}) {
                assertThat(context(authorizer, nonsense)).isEqualTo(refused);
            }
        }
    }

    @Test
    void aServiceIsDescribedInFullOrNotAtAll() {
        assertThat(SignInService.from(Map.of("JWT_ISSUER", ""))).isEmpty();
        assertThatThrownBy(() -> SignInService.from(Map.of("JWT_ISSUER", "i", "JWT_JWKS_URL", "u")))
                .isInstanceOf(Failure.class)
                .hasMessage("JWT_AUDIENCE is missing; a sign-in service needs it beside JWT_ISSUER and JWT_JWKS_URL");
        assertThatThrownBy(() -> SignInService.from(
                        Map.of("JWT_ISSUER", TokenIssuer.ISSUER, "JWT_JWKS_URL", "u", "JWT_AUDIENCE", "a")))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("JWT_ISSUER is the name of the local issuer");
    }

    @Test
    void anAddressThatIsNoneIsToldInOneLine() {
        var local = Map.of("JWT_ISSUER", "i", "JWT_JWKS_URL", "http://127.0.0.1:1/", "JWT_AUDIENCE", "a");
        var malformed = Map.of("JWT_ISSUER", "j", "JWT_JWKS_URL", "keys.json", "JWT_AUDIENCE", "a");
        var service = SignInService.from(malformed).orElseThrow();

        assertThatThrownBy(() -> new TwoIssuersAuthorizer(local, service))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("JWT_JWKS_URL");
    }

    private static Map<String, ?> context(TwoIssuersAuthorizer authorizer, String token) {
        var event = new APIGatewayV2CustomAuthorizerEvent();
        event.setHeaders(Map.of("authorization", "Bearer " + token));
        return authorizer.handleRequest(event, null).getContext();
    }
}
