package dev.kontor.functions.http;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiDescription;
import dev.kontor.functions.testing.ApiDescription.DescribedOperation;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each operation reads of a request is what `functions/openapi.yaml` describes, and the other way
/// round. An operation that refuses a request says what it knows. Each request here has a parameter that
/// nobody knows, so that none gets as far as the database.
final class DescribedRequestsTest {

    private static final Api API = Api.on(TestPostgres.createDatabase(), new TestDatabase("none", 1).environment());

    private static final String UNKNOWN = "unknown";
    private static final Pattern KNOWN = Pattern.compile("is not known here(?:; known are (?<names>.*))?");
    private static final Pattern IN_BRACES = Pattern.compile("\\{(\\w+)}");

    /// All headers that operations read, with a value that each refuses.
    private static final Map<String, String> MALFORMED_HEADERS =
            Map.of("If-Match", "x", "Idempotency-Key", "a b", "Share-Password", "UTF-8''%");

    /// All operations have them, and take any value.
    private static final Set<String> OF_ALL_OPERATIONS = Set.of("X-Correlation-Id", "traceparent");

    @AfterAll
    static void close() {
        API.close();
    }

    /// All but the webhook: Stripe writes its requests, and signs them (ReceiveStripeEventTest).
    static Stream<DescribedOperation> operations() {
        return ApiDescription.operations().values().stream()
                .filter(operation -> !operation.id().equals("ReceiveStripeEvent"));
    }

    static Stream<DescribedOperation> operationsWithMembers() {
        return operations().filter(operation -> !operation.body().isEmpty() && !takesAnyMember(operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theParametersOfThePathAreDescribed(DescribedOperation operation) {
        assertThat(operation.parametersIn("path"))
                .containsExactlyInAnyOrderElementsOf(IN_BRACES
                        .matcher(operation.path())
                        .results()
                        .map(name -> name.group(1))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theParametersOfTheQueryAreDescribed(DescribedOperation operation) {
        assertThat(known(send(operation, "{}"), UNKNOWN)).isEqualTo(operation.parametersIn("query"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theHeadersAreDescribed(DescribedOperation operation) {
        var call = call(operation, "{}");
        for (var header : MALFORMED_HEADERS.entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        var refused = fields(API.send(call));
        refused.retainAll(MALFORMED_HEADERS.keySet());

        assertThat(operation.parametersIn("header")).containsAll(OF_ALL_OPERATIONS);
        refused.addAll(OF_ALL_OPERATIONS);
        assertThat(operation.parametersIn("header")).isEqualTo(refused);
    }

    @ParameterizedTest
    @MethodSource("operationsWithMembers")
    void theMembersOfTheBodyAreDescribed(DescribedOperation operation) {
        assertThat(known(send(operation, "{\"more\": 1}"), "more")).isEqualTo(members(schema(operation)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatMustNotBeMissingIsDescribedAsRequired(DescribedOperation operation) {
        var missing = new TreeSet<String>();
        for (var error : send(operation, "{}").list("errors")) {
            if ("is missing".equals(error.get("message"))) {
                missing.add(String.valueOf(error.get("field")));
            }
        }
        assertThat(missing).isEqualTo(required(operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theContentTypesAreDescribed(DescribedOperation operation) {
        var response = API.send(call(operation, "x").body("text/x", "x"));

        if (operation.body().isEmpty()) {
            response.is(400);
        } else {
            response.isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
            assertThat(response.text("detail"))
                    .isEqualTo("The content type must be "
                            + String.join(" or ", operation.body().keySet()));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aBodyThatIsTooLargeIsRefusedWhereOneIsRead(DescribedOperation operation) {
        var response = API.send(call(operation, " ".repeat(Limits.BODY_BYTES_MAX + 1)));

        if (operation.body().isEmpty()) {
            response.is(400);
        } else {
            response.isProblem(413, "PAYLOAD_TOO_LARGE");
        }
    }

    private static ApiResponse send(DescribedOperation operation, String body) {
        return API.send(call(operation, body)).isProblem(400, "VALIDATION_FAILED");
    }

    private static Call call(DescribedOperation operation, String body) {
        var path = IN_BRACES.matcher(operation.path()).replaceAll("1") + "?" + UNKNOWN + "=1";
        var admin = operation.isPublic() ? null : Map.of("userId", "ada", "role", "admin");
        return API.call(operation.method(), path, admin).json(body);
    }

    private static Set<String> fields(ApiResponse response) {
        return response.list("errors").stream()
                .map(error -> String.valueOf(error.get("field")))
                .collect(toCollection(TreeSet::new));
    }

    /// What is known beside a field that is not.
    private static Set<String> known(ApiResponse response, String unknown) {
        var message = response.list("errors").stream()
                .filter(error -> unknown.equals(error.get("field")))
                .map(error -> KNOWN.matcher(String.valueOf(error.get("message"))))
                .findFirst()
                .orElseThrow();
        assertThat(message.matches()).isTrue();
        var names = message.group("names");
        return names == null ? Set.of() : new TreeSet<>(Arrays.asList(names.split(", ", -1)));
    }

    private static Map<String, Object> schema(DescribedOperation operation) {
        return operation.body().values().stream()
                .map(media -> ApiDescription.map(ApiDescription.map(media).get("schema")))
                .findFirst()
                .orElse(Map.of());
    }

    private static boolean takesAnyMember(DescribedOperation operation) {
        return Boolean.TRUE.equals(schema(operation).get("additionalProperties"));
    }

    private static Set<String> members(Map<String, Object> schema) {
        var members = new TreeSet<>(ApiDescription.map(schema.get("properties")).keySet());
        alternatives(schema).forEach(alternative -> members.addAll(members(alternative)));
        return members;
    }

    /// Parameters, headers, and members that each alternative of a body requires.
    private static Set<String> required(DescribedOperation operation) {
        var required = new TreeSet<>(requiredMembers(schema(operation)));
        for (var parameter : operation.parameters()) {
            if (!"path".equals(parameter.get("in")) && Boolean.TRUE.equals(parameter.get("required"))) {
                required.add(String.valueOf(parameter.get("name")));
            }
        }
        return required;
    }

    private static Set<String> requiredMembers(Map<String, Object> schema) {
        var members = new TreeSet<String>();
        ApiDescription.list(schema.get("required")).forEach(member -> members.add(String.valueOf(member)));
        var ofAll = new ArrayList<Set<String>>();
        alternatives(schema).forEach(alternative -> ofAll.add(requiredMembers(alternative)));
        ofAll.stream()
                .reduce((some, others) -> {
                    some.retainAll(others);
                    return some;
                })
                .ifPresent(members::addAll);
        return members;
    }

    private static List<Map<String, Object>> alternatives(Map<String, Object> schema) {
        return ApiDescription.list(schema.get("oneOf")).stream()
                .map(ApiDescription::map)
                .toList();
    }
}
