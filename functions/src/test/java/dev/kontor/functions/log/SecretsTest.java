package dev.kontor.functions.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.functions.testing.Logged;
import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a client says or is told, with any operation: none of it is in the log, neither in the
/// line of the request nor in those of the loggers.
final class SecretsTest {

    /// Shorter values are words that a line may well have by itself.
    private static final int TELLING_CHARACTERS = 8;

    private static final int FIRST_ERROR = 400;
    private static final TestDatabase DATABASE = TestPostgres.createMigratedDatabase();
    private static final Kontor KONTOR = new Kontor(DATABASE.environment());
    private static final Kontor ON_NO_SCHEMA =
            new Kontor(TestPostgres.createDatabase().environment());

    @BeforeAll
    static void seed() throws IOException, SQLException {
        DATABASE.execute(Files.readString(Project.ROOT.resolve("events/seed.sql")));
    }

    @AfterAll
    static void close() {
        KONTOR.close();
        ON_NO_SCHEMA.close();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whatIsSaidOrToldWithSuccessIsNotLogged(LambdaDefinition function) throws IOException {
        check(KONTOR, function);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whatIsSaidIsNotLoggedWithAFault(LambdaDefinition function) throws IOException {
        check(ON_NO_SCHEMA, function);
    }

    static List<LambdaDefinition> functions() {
        return Api.ROUTES.stream().map(Route::function).toList();
    }

    private static void check(Kontor kontor, LambdaDefinition function) throws IOException {
        var event = event(function);
        var context = new LambdaContext();
        try (var logged = Logged.begin()) {
            var response = Lambda.invoke(
                    kontor.within(() -> construct(function)),
                    APIGatewayV2HTTPEvent.class,
                    APIGatewayV2HTTPResponse.class,
                    Lambda.json(event),
                    context);
            var log = String.join("", context.lines()) + String.join("", logged.lines());
            assertThat(log).contains(String.valueOf(event.get("routeKey")));
            assertThat(secrets(event)).hasSizeGreaterThan(5).noneMatch(log::contains);
            if ((int) Objects.requireNonNull(response.get("statusCode")) < FIRST_ERROR) {
                assertThat(telling(response.get("body"))).noneMatch(log::contains);
            }
        }
    }

    /// The event of `events/`, with everything that a client might add to it.
    private static Map<String, @Nullable Object> event(LambdaDefinition function) throws IOException {
        var file = Project.ROOT.resolve("events/" + function.name() + ".json");
        var event = Lambda.object(Files.readString(file));
        var headers = new LinkedHashMap<Object, Object>((Map<?, ?>) event.getOrDefault("headers", Map.of()));
        headers.put("x-share-password", "open sesame to me");
        headers.put("idempotency-key", "a key of one's own");
        headers.put("referer", "https://example.com/?token=bearer-of-bad-news");
        event.put("headers", headers);
        event.put("cookies", List.of("session=0123456789"));
        return event;
    }

    private static List<String> secrets(Map<String, @Nullable Object> event) {
        var secrets = new ArrayList<String>();
        for (var member : List.of("headers", "cookies", "pathParameters", "body", "rawQueryString")) {
            secrets.addAll(telling(event.get(member)));
        }
        var context = (Map<?, ?>) Objects.requireNonNull(event.get("requestContext"));
        secrets.addAll(telling(context.get("authorizer")));
        return secrets;
    }

    /// The texts in a value, those in JSON text too.
    private static List<String> telling(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.values().stream().flatMap(v -> telling(v).stream()).toList();
            case List<?> list -> list.stream().flatMap(v -> telling(v).stream()).toList();
            case String json when json.startsWith("{") -> telling(Lambda.value(json));
            case String role when role.equals("user,admin") -> List.of(); // the line has the role on purpose
            case String text when text.length() >= TELLING_CHARACTERS -> List.of(text);
            case null, default -> List.of();
        };
    }

    private static Operation construct(LambdaDefinition function) {
        try {
            return Class.forName(function.handler())
                    .asSubclass(Operation.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(function + " has no such handler", e);
        }
    }
}
