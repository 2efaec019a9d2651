package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kontor.functions.testing.Project;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/// The authorizer, from the archive that is deployed, against a key set on the network.
@OnLinux
final class AuthorizerIT {

    private static final String ISSUER = "https://auth.example.com";
    private static final String AUDIENCE = "https://api.example.com";

    @Test
    void passesTheUserOnAndForABadTokenItsVerdict() throws Exception {
        var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        key.setKeyId("test");
        var keySet = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var json = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
        keySet.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
        keySet.start();
        var environment = Map.of(
                "JWT_JWKS_URL",
                "http://127.0.0.1:" + keySet.getAddress().getPort() + "/jwks",
                "JWT_ISSUER",
                ISSUER,
                "JWT_AUDIENCE",
                AUDIENCE);
        try (var authorizer = PackagedFunction.start(Project.TEMPLATE.function("Authorizer"), environment)) {
            var good = PlainJson.read(authorizer.invoke(eventWith(token(key))));
            assertThat(good)
                    .containsEntry("isAuthorized", true)
                    .containsEntry(
                            "context",
                            Map.of(
                                    "userId", "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ",
                                    "email", "ada@example.com",
                                    "role", "user"));

            var stale = PlainJson.read(authorizer.invoke(PlainJson.event("Authorizer")));
            assertThat(stale)
                    .containsEntry("isAuthorized", true)
                    .containsEntry("context", Map.of("verdict", "INVALID_TOKEN"));
        } finally {
            keySet.stop(0);
        }
    }

    private static Map<String, Object> eventWith(String token) {
        var event = PlainJson.event("Authorizer");
        event.put("identitySource", List.of("Bearer " + token));
        PlainJson.object(event, "headers").put("authorization", "Bearer " + token);
        return event;
    }

    private static String token(OctetKeyPairJsonWebKey key) throws Exception {
        var claims = new JwtClaims();
        claims.setSubject("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ");
        claims.setStringClaim("email", "ada@example.com");
        claims.setStringClaim("role", "user");
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setExpirationTimeMinutesInTheFuture(5);
        var signed = new JsonWebSignature();
        signed.setAlgorithmHeaderValue("EdDSA");
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setKey(key.getPrivateKey());
        signed.setPayload(claims.toJson());
        return signed.getCompactSerialization();
    }
}
