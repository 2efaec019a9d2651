package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.files.CreateFile;
import dev.kontor.functions.files.ListFiles;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The line that a request leaves in the log, and what it never holds.
class RequestLogTest {

    private static final TestDatabase DATABASE = TestPostgres.createMigratedDatabase();
    private static final Kontor KONTOR = new Kontor(DATABASE.environment());
    private static final String USER = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";
    private static final String CREATED = """
        {"routeKey": "POST /v1/files", "headers": {"authorization": "Bearer top.secret.token",
          "content-type": "application/json", "idempotency-key": "secret-key"},
         "requestContext": {"authorizer": {"lambda": {"userId": "%s", "email": "secret@example.com"}}},
         "queryStringParameters": {"onConflict": "rename"},
         "body": "{\\"name\\": \\"secret plans.txt\\", \\"mimeType\\": \\"text/plain\\", \\"size\\": 5}"}
        """.formatted(USER);

    @AfterAll
    static void close() {
        KONTOR.close();
    }

    private record Logged(Map<String, @Nullable Object> response, List<String> lines) {

        Map<String, @Nullable Object> line() {
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst()).endsWith("}\n").doesNotMatch("(?s).*\n.+");
            return Lambda.object(lines.getFirst());
        }

        @SuppressWarnings("unchecked") // headers are text
        Map<String, String> headers() {
            return (Map<String, String>) Objects.requireNonNull(response.get("headers"));
        }
    }

    private static Logged send(Operation operation, String event) {
        var context = new LambdaContext();
        var response =
                Lambda.invoke(operation, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, event, context);
        return new Logged(response, context.lines());
    }

    private static Logged list(String headers) {
        return send(
                KONTOR.within(ListFiles::new), "{\"routeKey\": \"GET /v1/files\", \"headers\": %s}".formatted(headers));
    }

    @Test
    void aRequestLeavesOneLineThatTellsWhatBecameOfIt() {
        var line = send(KONTOR.within(CreateFile::new), CREATED).line();
        assertThat(line)
                .contains(
                        entry("level", "INFO"),
                        entry("requestId", LambdaContext.REQUEST_ID),
                        entry("correlationId", LambdaContext.REQUEST_ID),
                        entry("function", LambdaContext.FUNCTION),
                        entry("route", "POST /v1/files"),
                        entry("status", 201),
                        entry("code", null),
                        entry("isCold", true));
        assertThat((String) line.get("timestamp")).matches("20..-..-..T.*Z");
        assertThat((double) Objects.requireNonNull(line.get("DatabaseMillis")))
                .isPositive()
                .isLessThan((double) Objects.requireNonNull(line.get("durationMillis")));
    }

    @Test
    void aUserIsAlwaysTheSameHashAndNobodyElses() {
        var operation = KONTOR.within(ListFiles::new);
        var event = "{\"requestContext\": {\"authorizer\": {\"lambda\": {\"userId\": \"%s\"}}}}";
        var ada = send(operation, event.formatted("ada")).line().get("userHash");
        var again = send(operation, event.formatted("ada")).line().get("userHash");
        var ben = send(operation, event.formatted("ben")).line().get("userHash");
        assertThat(ada).isEqualTo(again).isNotEqualTo(ben);
        assertThat((String) ada).matches("[0-9a-f]{16}");
    }

    @Test
    void theLineHasTheRoleAndTheScopeOfTheToken() {
        var event = """
            {"requestContext": {"authorizer": {"lambda": {"userId": "s", "role": "user", "scope": "credits:spend"}}}}
            """;
        assertThat(send(KONTOR.within(ListFiles::new), event).line())
                .contains(entry("role", "user"), entry("scope", "credits:spend"));
    }

    @Test
    void onlyTheFirstRequestOfAProcessIsCold() {
        var operation = KONTOR.within(ListFiles::new);
        assertThat(send(operation, "{}").line()).contains(entry("isCold", true));
        assertThat(send(operation, "{}").line()).contains(entry("isCold", false));
    }

    @Test
    void whoIsNotSignedInIsRefusedWithoutTheDatabase() {
        assertThat(list("{}").line())
                .contains(
                        entry("level", "WARN"),
                        entry("status", 401),
                        entry("code", "AUTHENTICATION_REQUIRED"),
                        entry("userHash", null),
                        entry("role", null),
                        entry("scope", null),
                        entry("DatabaseMillis", 0.0),
                        entry("ServerErrors", 0));
    }

    @Test
    void aFaultIsAnError() {
        var broken = TestPostgres.createDatabase();
        try (var kontor = new Kontor(broken.environment())) {
            var line = send(kontor.within(CreateFile::new), CREATED).line();
            assertThat(line)
                    .contains(
                            entry("level", "ERROR"),
                            entry("status", 500),
                            entry("code", "INTERNAL_ERROR"),
                            entry("ServerErrors", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Correlation-Id", "x-correlation-id"})
    void aCorrelationIdIsTakenInAndGivenBack(String header) {
        var logged = list("{\"%s\": \"order-7/step.2\"}".formatted(header));
        assertThat(logged.line()).contains(entry("correlationId", "order-7/step.2"));
        assertThat(logged.headers()).contains(entry("X-Correlation-Id", "order-7/step.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\\nbreak", "Umläute", "TOO LONG"})
    void aCorrelationIdThatIsNoShortWordIsThatOfTheRequest(String odd) {
        var logged = list("{\"x-correlation-id\": \"%s\"}".formatted(odd.replace("TOO LONG", "x".repeat(129))));
        assertThat(logged.line()).contains(entry("correlationId", LambdaContext.REQUEST_ID));
        assertThat(logged.headers()).contains(entry("X-Correlation-Id", LambdaContext.REQUEST_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"traceparent", "Traceparent"})
    void theTraceOfARequestIsInItsLineAndInAProblem(String header) {
        var logged = list("{\"%s\": \"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}".formatted(header));
        assertThat(logged.line()).contains(entry("traceId", "0af7651916cd43dd8448eb211c80319c"));
        assertThat(Lambda.object(
                        (String) Objects.requireNonNull(logged.response().get("body"))))
                .contains(entry("traceId", "0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void aBrokenTraceIsNone() {
        var logged = list("{\"traceparent\": \"00-secret\"}");
        assertThat(logged.line()).contains(entry("traceId", null));
        assertThat(Lambda.object(
                        (String) Objects.requireNonNull(logged.response().get("body"))))
                .doesNotContainKey("traceId");
    }

    /// The rules of CloudWatch's embedded metric format: what is named as a dimension is text, and
    /// as a metric a number, on the same level.
    @Test
    @SuppressWarnings("unchecked") // the shapes are what this test is about
    void cloudWatchFindsItsMetricsInTheLine() {
        var line = list("{}").line();
        var aws = (Map<String, Object>) Objects.requireNonNull(line.get("_aws"));
        var directive = ((List<Map<String, Object>>) Objects.requireNonNull(aws.get("CloudWatchMetrics"))).getFirst();
        assertThat(aws.get("Timestamp")).isInstanceOf(Long.class);
        assertThat(directive).containsEntry("Namespace", "Kontor");
        for (var dimension : ((List<List<String>>) Objects.requireNonNull(directive.get("Dimensions"))).getFirst()) {
            assertThat(line.get(dimension)).isInstanceOf(String.class);
        }
        var metrics = (List<Map<String, String>>) Objects.requireNonNull(directive.get("Metrics"));
        assertThat(metrics)
                .extracting(metric -> metric.get("Name"))
                .containsExactly("DatabaseMillis", "ColdStarts", "ServerErrors")
                .allSatisfy(name -> assertThat(line.get(name)).isInstanceOf(Number.class));
    }
}
