package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.packaged.PlainJson;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.template.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation reports a fault of ours, and a database that does not answer, in the same way.
final class FailuresOfAllTest {

    /// Its tables are missing.
    private static final TestDatabase DATABASE = TestPostgres.createDatabase();

    private static final Kontor KONTOR = new Kontor(DATABASE.environment());

    @AfterAll
    static void close() {
        KONTOR.close();
        DATABASE.drop();
    }

    static List<Route> routes() {
        return Api.ROUTES;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aFaultIsAnInternalError(Route route) {
        assertThat(answer(route, new LambdaContext())).containsEntry("statusCode", 500);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whoHasNoTimeForTheDatabaseIsUnavailable(Route route) {
        assertThat(answer(route, new LambdaContext(() -> 1))).containsEntry("statusCode", 503);
    }

    private static Map<String, @Nullable Object> answer(Route route, LambdaContext context) {
        var function = route.function();
        return Lambda.invoke(
                KONTOR.within(() -> Lambda.operation(function.handler())),
                APIGatewayV2HTTPEvent.class,
                APIGatewayV2HTTPResponse.class,
                PlainJson.write(PlainJson.event(function.name())),
                context);
    }
}
