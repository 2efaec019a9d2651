package dev.kontor.local.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kontor.functions.auth.Authorizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenIssuerTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @Test
    void aTokenVerifiesAgainstTheKeySetAndSaysWhatItShould() throws Exception {
        var before = Instant.now().getEpochSecond();
        var token = sign(directory, new TokenUser("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ", "a@b.c", "admin"));

        var claims = verified(token);
        assertThat(claims.getSubject()).isEqualTo("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ");
        assertThat(claims.getStringClaimValue("email")).isEqualTo("a@b.c");
        assertThat(claims.getStringClaimValue("role")).isEqualTo("admin");
        assertThat(claims.getIssuedAt().getValue()).isBetween(before, before + 60);
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(8 * 60 * 60);
        assertThat(token.expiresAt().getEpochSecond())
                .isEqualTo(claims.getExpirationTime().getValue());
    }

    @Test
    @DisplayName("S4: a user id is any text")
    void aUserIdIsAnyTextOfOneTo255Characters() throws Exception {
        for (var id : new String[] {"1", "é 😀\"\\\n", "😀".repeat(255)}) {
            assertThat(verified(sign(directory, new TokenUser(id, TokenUser.emailFor(id), "user")))
                            .getSubject())
                    .isEqualTo(id);
        }
        assertThatThrownBy(() -> new TokenUser("", "e", "user"))
                .hasMessage("a user id has 1 to 255 characters, this one 0");
        assertThatThrownBy(() -> new TokenUser("😀".repeat(256), "e", "user"))
                .hasMessage("a user id has 1 to 255 characters, this one 256");
        assertThatThrownBy(() -> new TokenUser(" \t", "e", "user")).hasMessage("a user id has more than blanks");
    }

    @Test
    void whatTheAuthorizerWouldRefuseIsNotSigned() {
        assertThatThrownBy(() -> new TokenUser("1", "😀".repeat(321), "user"))
                .hasMessage("an e-mail address has 0 to 320 characters, this one 321");
        assertThatThrownBy(() -> new TokenUser("1", "e", "x".repeat(256)))
                .hasMessage("a role has 0 to 255 characters, this one 256");
    }

    @Test
    void theAuthorizerPassesOnWhomATokenIsFor() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::sendKeySet);
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            var authorizer = new Authorizer(Map.of(
                    "JWT_JWKS_URL", url,
                    "JWT_ISSUER", TokenIssuer.ISSUER,
                    "JWT_AUDIENCE", TokenIssuer.AUDIENCE));
            for (var user : List.of(
                    new TokenUser("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ", "a@b.c", "admin"),
                    new TokenUser("😀".repeat(255), "é".repeat(320), "user,admin"))) {
                var event = new APIGatewayV2CustomAuthorizerEvent();
                var token = sign(directory, user).text();
                event.setHeaders(Map.of("authorization", "Bearer " + token));
                assertThat(authorizer.handleRequest(event, null).getContext())
                        .isEqualTo(Map.of(
                                "userId", user.id(),
                                "email", user.email(),
                                "role", user.role()));
            }
        } finally {
            server.stop(0);
        }
    }

    private void sendKeySet(HttpExchange exchange) throws IOException {
        var body = LocalKey.in(directory).publicKeySet().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aTokenOfAnotherKeyDoesNotVerify() throws IOException {
        var token = sign(elsewhere, new TokenUser("1", "e", "user"));
        assertThatThrownBy(() -> verified(token)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void anEmailMadeOfAnIdIsOne() {
        assertThat(TokenUser.emailFor("demo")).isEqualTo("demo@example.com");
        assertThat(TokenUser.emailFor("a b@😀")).isEqualTo("a-b--@example.com");
        assertThat(TokenUser.emailFor("x".repeat(255))).isEqualTo("x".repeat(64) + "@example.com");
    }

    private Token sign(Path keyDirectory, TokenUser subject) throws IOException {
        return new TokenIssuer(LocalKey.in(keyDirectory)).sign(subject, Duration.ofHours(8));
    }

    private JwtClaims verified(Token token) throws InvalidJwtException, IOException, JoseException {
        var keys = new JsonWebKeySet(LocalKey.in(directory).publicKeySet());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer(TokenIssuer.ISSUER)
                .setExpectedAudience(TokenIssuer.AUDIENCE)
                .setRequireExpirationTime()
                .build()
                .processToClaims(token.text());
    }
}
