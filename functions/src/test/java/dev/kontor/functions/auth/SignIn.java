package dev.kontor.functions.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kontor.functions.testing.Lambda;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A sign-in service as Better Auth is one: its key set on a real HTTP server, and its claims.
final class SignIn implements AutoCloseable {

    static final String ISSUER = "https://auth.example.com";
    static final String AUDIENCE = "https://api.example.com";
    static final String USER = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";

    private static final String PATH = "/api/auth/jwks";

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicInteger strayFetches = new AtomicInteger();
    private volatile String elsewhere = "";
    private volatile HttpHandler answer;

    SignIn(TestKey... keys) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answer = publishing(keys);
        server.createContext(PATH, exchange -> {
            fetches.incrementAndGet();
            answer.handle(exchange);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            strayFetches.incrementAndGet();
            send(exchange, 200, elsewhere);
        });
        server.start();
    }

    Map<String, String> environment() {
        return Map.of("JWT_JWKS_URL", url(PATH), "JWT_ISSUER", ISSUER, "JWT_AUDIENCE", AUDIENCE);
    }

    String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    /// How often the key set was asked for.
    int fetches() {
        return fetches.get();
    }

    /// How often anything else of this server was asked for.
    int strayFetches() {
        return strayFetches.get();
    }

    /// Has these keys in its key set from now on.
    void publish(TestKey... keys) {
        answer = publishing(keys);
    }

    /// Has these keys at every other path.
    void publishElsewhere(TestKey... keys) {
        elsewhere = keySet(keys);
    }

    void answerWith(int status, String body) {
        answer = exchange -> send(exchange, status, body);
    }

    void answerWith(HttpHandler handler) {
        answer = handler;
    }

    /// The claims of a good token.
    static Map<String, @Nullable Object> claims() {
        var now = Instant.now().getEpochSecond();
        var claims = new TreeMap<String, @Nullable Object>();
        claims.put("sub", USER);
        claims.put("email", "ada@example.com");
        claims.put("role", "user");
        claims.put("iss", ISSUER);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now - 7_200);
        claims.put("exp", now + 900);
        return claims;
    }

    static String keySet(TestKey... keys) {
        return Lambda.json(Map.of("keys", Arrays.stream(keys).map(TestKey::jwk).toList()));
    }

    static void send(HttpExchange exchange, int status, String text) throws IOException {
        var body = TestKey.utf8(text);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static HttpHandler publishing(TestKey... keys) {
        var body = keySet(keys);
        return exchange -> send(exchange, 200, body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
