package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import dev.kontor.template.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every route of the template that has the authorizer answers 401 without a user id, whatever else
/// is in the request, and before it asks the database for anything.
class SignedInTest {

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static final ServerSocket DATABASE = countingDatabase();
    private static final Api API =
            Api.on(TestPostgres.createDatabase(), new TestDatabase("kontor", DATABASE.getLocalPort()).environment());

    @AfterAll
    static void close() throws IOException {
        API.close();
        DATABASE.close();
    }

    static Stream<Route> routesWithTheAuthorizer() {
        return Api.ROUTES.stream().filter(route -> !route.isPublic());
    }

    /// Contexts that name nobody and say nothing of why.
    private static List<@Nullable Map<String, @Nullable Object>> strangers() {
        var strangers = new ArrayList<@Nullable Map<String, @Nullable Object>>();
        strangers.add(null);
        strangers.add(Map.of());
        strangers.add(Map.of("email", "ada@example.com", "role", "admin"));
        for (var userId : noUserIds()) {
            strangers.add(Map.of("userId", userId, "role", "admin"));
        }
        var nothing = new HashMap<String, @Nullable Object>();
        nothing.put("userId", null);
        nothing.put("verdict", null);
        strangers.add(nothing);
        return strangers;
    }

    private static List<Object> noUserIds() {
        return List.of("", " ", "\t\n", 1, true, 1.5, List.of("ada"), Map.of("id", "ada"));
    }

    @ParameterizedTest
    @MethodSource("routesWithTheAuthorizer")
    void withoutAUserIdNoOperationRuns(Route route) {
        for (var stranger : strangers()) {
            for (var response : answers(route, stranger)) {
                response.isProblem(401, "AUTHENTICATION_REQUIRED");
                assertThat(response.headers()).containsEntry("WWW-Authenticate", "Bearer");
            }
        }
        assertThat(CONNECTIONS).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("routesWithTheAuthorizer")
    void theAuthorizersVerdictIsTheAnswersCode(Route route) {
        for (var code : List.of("TOKEN_EXPIRED", "INVALID_TOKEN")) {
            refusedWith(code, route, Map.of("verdict", code));
            refusedWith(code, route, Map.of("verdict", code, "role", "admin"));
            for (var userId : noUserIds()) {
                refusedWith(code, route, Map.of("verdict", code, "userId", userId));
            }
        }
        assertThat(CONNECTIONS).hasValue(0);
    }

    /// As long as API Gateway keeps the verdict, it is of no use to come back.
    @ParameterizedTest
    @MethodSource("routesWithTheAuthorizer")
    void whoseKeyCannotBeLookedUpIsToldWhenToComeBack(Route route) {
        for (var response : answers(route, Map.of("verdict", "KEY_UNAVAILABLE", "role", "admin"))) {
            response.isProblem(503, "SERVICE_UNAVAILABLE");
            assertThat(response.header("Retry-After")).isEqualTo(Long.toString(Limits.VERDICT_LIFETIME.toSeconds()));
            assertThat(response.headers()).doesNotContainKey("WWW-Authenticate");
        }
        assertThat(CONNECTIONS).hasValue(0);
    }

    /// The authorizer lets in nobody like that; if it did, the database could not keep them.
    @ParameterizedTest
    @MethodSource("routesWithTheAuthorizer")
    void whoCannotBeKeptHasNoValidToken(Route route) {
        for (var context : List.of(
                Map.of("userId", "u".repeat(256)),
                Map.of("userId", "a\u0000b"),
                Map.of("userId", "\ud800"),
                Map.of("userId", "ada", "email", "e".repeat(321)),
                Map.of("userId", "ada", "email", "\u0000"),
                Map.of("userId", "ada", "role", "r,".repeat(128) + "admin"),
                Map.of("userId", "ada", "role", "admin,\u0000"))) {
            refusedWith("INVALID_TOKEN", route, context);
        }
        assertThat(CONNECTIONS).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "token_expired", "AUTHENTICATION_REQUIRED", "1", "true"})
    void aVerdictThatNobodyKnowsIsAnInvalidToken(String verdict) {
        API.send(API.call("GET", "/v1/files", Map.of("verdict", verdict))).isProblem(401, "INVALID_TOKEN");
        API.send(API.call("GET", "/v1/files", Map.of("verdict", List.of(verdict))))
                .isProblem(401, "INVALID_TOKEN");
    }

    @Test
    void onlyWhatThePublicMayAskHasNoAuthorizer() {
        assertThat(Api.ROUTES)
                .filteredOn(Route::isPublic)
                .extracting(route -> route.path().toString())
                .allMatch(path -> path.equals("/v1/health")
                        || path.startsWith("/v1/public/")
                        || path.equals("/v1/webhooks/stripe"));
    }

    private static void refusedWith(String code, Route route, Map<String, ? extends @Nullable Object> authorizer) {
        for (var response : answers(route, authorizer)) {
            response.isProblem(401, code);
            assertThat(response.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
        }
    }

    /// To a bare request, to one that is malformed, and to one that could be right.
    private static List<ApiResponse> answers(
            Route route, @Nullable Map<String, ? extends @Nullable Object> authorizer) {
        var id = "f11e0000-0000-4000-8000-000000000001";
        var wellFormed = route.path().toString().replaceAll("\\{[^}]*}", id);
        return List.of(
                API.send(API.call(route.method(), route.path().toString(), authorizer)),
                API.send(API.call(route.method(), route.path() + "?limit=x", authorizer)
                        .json("{")),
                API.send(API.call(route.method(), wellFormed, authorizer)
                        .header("idempotency-key", "once")
                        .header("if-match", "*")
                        .json("{\"name\": \"a\", \"mimeType\": \"a/b\", \"size\": 1}")));
    }

    private static ServerSocket countingDatabase() {
        try {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> count(socket));
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void count(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                CONNECTIONS.addAndGet(connection.isConnected() ? 1 : 0);
            } catch (IOException e) {
                return;
            }
        }
    }
}
