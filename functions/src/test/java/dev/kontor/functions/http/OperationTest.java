package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.files.ListFiles;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import dev.kontor.template.Route;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The promises that the base class makes for every operation.
class OperationTest {

    private static final Api API = Api.open();

    private final Api.User ada = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void anEventWithoutAnythingIsAnsweredToo() {
        for (var route : Api.ROUTES) {
            for (var event : List.of(
                    "null",
                    "{}",
                    """
                    {"version": null, "routeKey": null, "rawPath": null, "headers": null,
                     "queryStringParameters": null, "pathParameters": null, "body": null,
                     "requestContext": null, "isBase64Encoded": false}
                    """,
                    "{\"requestContext\": {\"authorizer\": null}}",
                    "{\"requestContext\": {\"authorizer\": {\"lambda\": null}}}")) {
                API.invoke(route.function().handler(), event).is(statusOfNothing(route));
            }
        }
    }

    @Test
    void aSignedInEventWithoutAnythingElseIsABadRequestAtMost() {
        for (var route : Api.ROUTES) {
            var event = """
                {"headers": {"content-type": null, "if-match": null},
                 "queryStringParameters": {"limit": null}, "pathParameters": {"id": null},
                 "requestContext": {"authorizer": {"lambda": {"userId": "ada", "role": "admin"}}}}
                """;
            assertThat(API.invoke(route.function().handler(), event).status()).isIn(200, 400);
        }
    }

    @Test
    void noCacheMayKeepAResponse() {
        for (var route : Api.ROUTES) {
            for (var event : List.of("{}", """
                {"requestContext": {"authorizer": {"lambda": {"userId": "ada", "role": "admin"}}}}
                """)) {
                var response = API.invoke(route.function().handler(), event);
                assertThat(response.headers()).as(route.key()).containsEntry("Cache-Control", "no-store");
            }
        }
    }

    @Test
    void aProblemHasTheMembersOfTheContract() {
        var answer = ada.post("/v1/tags", "{}").names("name");
        assertThat(answer.object())
                .containsOnlyKeys("type", "title", "status", "detail", "code", "requestId", "errors")
                .containsEntry("type", "urn:kontor:problem:validation-failed")
                .containsEntry("status", 400)
                .containsEntry("requestId", LambdaContext.REQUEST_ID);
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("detail")).startsWith("name ");
        assertThat(answer.list("errors").getFirst()).containsOnlyKeys("field", "message");
    }

    @Test
    void onlyABadRequestListsErrors() {
        var answer = ada.get("/v1/files/00000000-0000-4000-8000-00000000dead");
        assertThat(answer.isProblem(404, "RESOURCE_NOT_FOUND").object())
                .containsOnlyKeys("type", "title", "status", "detail", "code", "requestId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/files", "/v1/folders/root/children", "/v1/files/IDENTIFIER"})
    void aFaultShowsNothingInternal(String path) throws Exception {
        try (var api = Api.open()) {
            var user = api.newUser();
            var file = user.file("a");
            api.database().execute("drop table file_tags");
            var answer = user.get(path.replace("IDENTIFIER", file));
            answer.isProblem(500, "INTERNAL_ERROR");
            assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
            showsNothingInternal(answer, api);
        }
    }

    @Test
    @Tag("slow")
    void aDatabaseThatIsGoneIsUnavailable() throws Exception {
        var environment = new HashMap<>(TestPostgres.createMigratedDatabase().environment());
        environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:%d/gone".formatted(unusedPort()));
        try (var api = Api.on(TestPostgres.createDatabase(), environment)) {
            // Both wait for a connection as long as any request does, so at the same time.
            var responses = Stream.of(api.newUser().call("GET", "/v1/files"), api.call("GET", "/v1/health", null))
                    .parallel()
                    .map(api::send)
                    .toList();
            for (var answer : responses) {
                answer.isProblem(503, "SERVICE_UNAVAILABLE");
                assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
                showsNothingInternal(answer, api);
            }
        }
    }

    @Test
    void operationsStandOnTheKontorTheyAreMadeWithin() {
        try (var other = Api.open();
                var kontor = new Kontor(other.database().environment())) {
            other.as(ada.id()).file("elsewhere");
            var operation = kontor.within(ListFiles::new);
            var event =
                    "{\"requestContext\": {\"authorizer\": {\"lambda\": {\"userId\": \"%s\"}}}}".formatted(ada.id());
            var response = Lambda.invoke(operation, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, event);
            assertThat((String) response.get("body")).contains("elsewhere");
            assertThat(ada.get("/v1/files").items()).isEmpty();
        }
    }

    @Test
    void anOperationIsNotRunOnABadRequest() {
        var runs = new AtomicInteger();
        var response = respond(() -> new Counting(runs), "{}");
        assertThat(response.get("statusCode")).isEqualTo(400);
        assertThat((String) response.get("body")).contains("VALIDATION_FAILED", "\"id\"");
        assertThat(runs).hasValue(0);
    }

    @Test
    void anOperationRunsOnceOnAGoodRequest() {
        var runs = new AtomicInteger();
        var id = "{\"id\": \"00000000-0000-4000-8000-00000000dead\"}";
        var response = respond(() -> new Counting(runs), id);
        assertThat(response.get("statusCode")).isEqualTo(204);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aRequestThatIsReadTooLateIsAFaultAndNoPlaceholder() {
        assertThat(respond(ReadsTooLate::new, "{}").get("statusCode")).isEqualTo(500);
        assertThat(respond(ReadsABodyTooLate::new, "{}").get("statusCode")).isEqualTo(500);
    }

    private static Map<String, @Nullable Object> respond(Supplier<Operation> constructor, String pathParameters) {
        var event = """
            {"pathParameters": %s,
             "requestContext": {"authorizer": {"lambda": {"userId": "ada"}}}}
            """.formatted(pathParameters);
        try (var kontor = new Kontor(API.database().environment())) {
            var operation = kontor.within(constructor);
            return Lambda.invoke(operation, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, event);
        }
    }

    /// Counts how often its action runs.
    private static final class Counting extends Operation {
        private final AtomicInteger runs;

        Counting(AtomicInteger runs) {
            this.runs = runs;
        }

        @Override
        protected Action read(Request request) {
            request.id();
            return kontor -> {
                runs.incrementAndGet();
                return Result.ok(Response.noContent());
            };
        }
    }

    private static final class ReadsTooLate extends Operation {
        @Override
        protected Action read(Request request) {
            return kontor -> kontor.tags()
                    .delete(request.userId(), request.id(), IfMatch.ANY)
                    .map(done -> Response.noContent());
        }
    }

    private static final class ReadsABodyTooLate extends Operation {
        @Override
        protected Action read(Request request) {
            return kontor -> Result.ok(Response.ok(request.json().required("name", Rules.NAME)));
        }
    }

    private static void showsNothingInternal(ApiResponse answer, Api api) {
        assertThat(answer.toString())
                .doesNotContain(
                        "dev.kontor.files",
                        "Exception",
                        "postgres",
                        "file_tags",
                        "select",
                        "jdbc",
                        "127.0.0.1",
                        "kontor_app",
                        api.database().name());
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// The status of the response to an event without anything.
    private static int statusOfNothing(Route route) {
        if (!route.isPublic()) {
            return 401;
        }
        return route.function().name().equals("GetHealth") ? 200 : 400;
    }
}
