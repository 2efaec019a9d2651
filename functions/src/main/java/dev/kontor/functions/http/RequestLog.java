package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.database.DatabaseTime;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One line of JSON for a request: who (a hash), what, what became of it, and how long it took. It
/// never holds a token, a password, a body or a link: the route is that of the template, and what
/// the client said is in no other member than its correlation id.
///
/// CloudWatch makes metrics of the same line, by the embedded metric format: `databaseMillis`,
/// `coldStarts` and `serverErrors` for each operation.
final class RequestLog {

    /// What a client may follow a request by through several services; it comes back with the
    /// answer. Where it sends none, or something else than a short word, it is the request's id.
    static final String CORRELATION_ID = "X-Correlation-Id";

    private static final String NAMESPACE = "Kontor";
    private static final String OPERATION = "operation";
    private static final String DATABASE_MILLIS = "databaseMillis";
    private static final String COLD_STARTS = "coldStarts";
    private static final String SERVER_ERRORS = "serverErrors";
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    private static final List<Map<String, Object>> METRICS =
            List.of(
                    Map.of(
                            "Namespace",
                            NAMESPACE,
                            "Dimensions",
                            List.of(List.of(OPERATION)),
                            "Metrics",
                            List.of(
                                    metric(DATABASE_MILLIS, "Milliseconds"),
                                    metric(COLD_STARTS, "Count"),
                                    metric(SERVER_ERRORS, "Count"))));

    private final String operation;
    private final APIGatewayV2HTTPEvent event;
    private final Context context;
    private final boolean isCold;

    RequestLog(String operation, APIGatewayV2HTTPEvent event, Context context, boolean isCold) {
        this.operation = operation;
        this.event = event;
        this.context = context;
        this.isCold = isCold;
    }

    /// Does the work, and writes the line.
    Answer logging(Supplier<Outcome> work) {
        var begin = System.nanoTime();
        var databaseTime = new DatabaseTime();
        var outcome = databaseTime.measure(work);
        var duration = Duration.ofNanos(System.nanoTime() - begin);
        // As bytes, since Lambda would wrap a string into JSON of its own where it writes JSON.
        context.getLogger().log(line(outcome, duration, databaseTime.total()));
        return outcome.answer();
    }

    String correlationId() {
        return header(CORRELATION_ID)
                .filter(Rule.CORRELATION_ID::accepts)
                .orElseGet(context::getAwsRequestId);
    }

    private byte[] line(Outcome outcome, Duration duration, Duration databaseTime) {
        var now = Instant.now();
        var status = outcome.answer().status();
        var isServerError = status >= SERVER_ERROR;
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("timestamp", now);
        line.put("level", isServerError ? "ERROR" : status >= CLIENT_ERROR ? "WARN" : "INFO");
        line.put("requestId", context.getAwsRequestId());
        line.put("correlationId", correlationId());
        line.put(OPERATION, operation);
        line.put("route", event.getRouteKey());
        line.put("userHash", userHash());
        line.put("status", status);
        line.put("code", outcome.code());
        line.put("durationMillis", millis(duration));
        line.put(DATABASE_MILLIS, millis(databaseTime));
        line.put("isCold", isCold);
        line.put(COLD_STARTS, isCold ? 1 : 0);
        line.put(SERVER_ERRORS, isServerError ? 1 : 0);
        line.put("_aws", Map.of("Timestamp", now.toEpochMilli(), "CloudWatchMetrics", METRICS));
        return (Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The same for all requests of a user, and of no use to find out who that is without a list of
    /// all ids. Null where nobody is signed in.
    private @Nullable String userHash() {
        return switch (Caller.of(event)) {
            case Result.Ok<Caller>(var caller) ->
                    Sha256.hex(caller.userId()).substring(0, Limits.USER_HASH_CHARACTERS);
            case Result.Err<Caller> _ -> null;
        };
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(event.getHeaders()).orElseGet(Map::of).entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .filter(header -> header.getValue() != null)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// To the microsecond.
    private static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / 1_000, 3);
    }

    private static Map<String, Object> metric(String name, String unit) {
        return Map.of("Name", name, "Unit", unit);
    }
}
