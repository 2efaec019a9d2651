package dev.kontor.functions.auth;

import com.sun.net.httpserver.HttpServer;

import dev.kontor.functions.testing.Lambda;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A sign-in service as Better Auth is one: a key set on a real HTTP server, and tokens signed with
/// Ed25519 by the JDK, so that nothing here is of the library under test.
final class SignIn implements AutoCloseable {

    static final String ISSUER = "https://auth.example.com";
    static final String AUDIENCE = "https://api.example.com";
    static final String USER = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";
    static final String KEY_ID = "c5c995c4-4402-4de3-8a2c-8b6c68b1c0de";

    private static final int RAW_KEY_BYTES = 32;

    private final HttpServer server;
    private final KeyPair key;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile int status = 200;

    SignIn() throws IOException, GeneralSecurityException {
        key = newKey();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/auth/jwks",
                exchange -> {
                    fetches.incrementAndGet();
                    var body = keySet().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    static KeyPair newKey() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    Map<String, String> environment() {
        var url = "http://127.0.0.1:%d/api/auth/jwks".formatted(server.getAddress().getPort());
        return Map.of("JWT_JWKS_URL", url, "JWT_ISSUER", ISSUER, "JWT_AUDIENCE", AUDIENCE);
    }

    /// How often the key set was asked for.
    int fetches() {
        return fetches.get();
    }

    void answerWith(int newStatus) {
        status = newStatus;
    }

    /// The claims of a good token.
    static Map<String, @Nullable Object> claims() {
        var now = Instant.now().getEpochSecond();
        return new TreeMap<>(
                Map.of(
                        "sub",
                        USER,
                        "email",
                        "ada@example.com",
                        "role",
                        "user",
                        "iss",
                        ISSUER,
                        "aud",
                        AUDIENCE,
                        "iat",
                        now - 7_200,
                        "exp",
                        now + 900));
    }

    String token(Map<String, @Nullable Object> claims) {
        return token(claims, Map.of("alg", "EdDSA", "kid", KEY_ID), key);
    }

    static String token(
            Map<String, @Nullable Object> claims, Map<String, String> header, KeyPair key) {
        var signed = unsigned(header, claims);
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String unsigned(Map<String, String> header, Map<String, @Nullable Object> claims) {
        return base64(json(header)) + "." + base64(json(claims));
    }

    /// The 32 bytes of the public key, as the key set shows them to anyone.
    byte[] publicKey() {
        var encoded = key.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length);
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] json(Object value) {
        return Lambda.json(value).getBytes(StandardCharsets.UTF_8);
    }

    private String keySet() {
        var jwk =
                Map.of(
                        "kty", "OKP",
                        "crv", "Ed25519",
                        "alg", "EdDSA",
                        "kid", KEY_ID,
                        "x", base64(publicKey()));
        return Lambda.json(Map.of("keys", List.of(jwk)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
