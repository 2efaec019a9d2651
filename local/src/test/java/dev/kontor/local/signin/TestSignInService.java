package dev.kontor.local.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// A sign-in service on this machine: its key set on an HTTP server, and its tokens.
public final class TestSignInService implements AutoCloseable {
    private static final String ISSUER = "http://localhost:5173";

    private final HttpServer server;
    private final LocalKey key;

    /// @param directory where its key is kept
    public TestSignInService(Path directory) throws IOException {
        key = LocalKey.in(directory);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            var body = key.publicKeySet().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public Map<String, String> environment() {
        var url = "http://127.0.0.1:%d/keys".formatted(server.getAddress().getPort());
        return Map.of("JWT_JWKS_URL", url, "JWT_ISSUER", ISSUER, "JWT_AUDIENCE", ISSUER);
    }

    /// A token that is valid for a minute.
    public String token(String userId) throws JoseException {
        return token(userId, ISSUER);
    }

    /// A token with the service's signature, and any issuer as `iss` and `aud`.
    String token(String userId, String issuer) throws JoseException {
        var claims = new JwtClaims();
        claims.setSubject(userId);
        claims.setIssuer(issuer);
        claims.setAudience(issuer);
        claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() + 60));
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(key.jwk().getKeyId());
        signature.setKey(key.jwk().getPrivateKey());
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
