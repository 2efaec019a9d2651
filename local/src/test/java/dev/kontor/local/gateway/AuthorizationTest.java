package dev.kontor.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The routes here have a Lambda authorizer with payload format 2.0 and simple responses.
final class AuthorizationTest {
    @AutoClose
    private final TestGateway gateway = new TestGateway();

    @Test
    void withoutTheHeaderNobodyIsAsked() throws IOException {
        for (var headers : new String[][] {{}, {"Authorization:"}}) {
            var reply = gateway.get("/secret/1", headers);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        }
        assertThat(gateway.authorizer().events).isEmpty();
        assertThat(gateway.function("Secret").events).isEmpty();
    }

    @Test
    void theAuthorizerSeesTheRequestWithoutItsBody() throws IOException {
        gateway.get("/secret/a%20b?q=1", "Authorization: Bearer x", "Cookie: c=1");

        var event = gateway.authorizer().events.getLast();
        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getType()).isEqualTo("REQUEST");
        assertThat(event.getRouteArn())
                .isEqualTo("arn:aws:execute-api:local:000000000000:local/$default/GET/secret/a b");
        assertThat(event.getIdentitySource()).containsExactly("Bearer x");
        assertThat(event.getRouteKey()).isEqualTo("GET /secret/{id}");
        assertThat(event.getRawPath()).isEqualTo("/secret/a b");
        assertThat(event.getRawQueryString()).isEqualTo("q=1");
        assertThat(event.getCookies()).containsExactly("c=1");
        assertThat(event.getHeaders()).containsEntry("authorization", "Bearer x");
        assertThat(event.getQueryStringParameters()).isEqualTo(Map.of("q", "1"));
        assertThat(event.getPathParameters()).isEqualTo(Map.of("id", "a b"));
        assertThat(event.getRequestContext().getHttp().getMethod()).isEqualTo("GET");
    }

    @Test
    void itsContextIsHandedOnToTheFunction() throws IOException {
        assertThat(gateway.get("/secret/1", "Authorization: Bearer x").status()).isEqualTo(200);

        assertThat(gateway.function("Secret")
                        .events
                        .getLast()
                        .getRequestContext()
                        .getAuthorizer()
                        .getLambda())
                .isEqualTo(Map.of("userId", "usr_1", "level", 7));
    }

    @Test
    void whomItRefusesGetsForbidden() throws IOException {
        var reply = gateway.get("/secret/1", "Authorization: refused");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(gateway.function("Secret").events).isEmpty();
    }

    @Test
    void anAuthorizerThatFailsLetsNobodyIn() throws IOException {
        assertThat(gateway.get("/secret/1", "Authorization: broken").status()).isEqualTo(500);
        assertThat(gateway.get("/secret/1", "Authorization: nonsense").status()).isEqualTo(500);
        assertThat(gateway.function("Secret").events).isEmpty();
    }
}
