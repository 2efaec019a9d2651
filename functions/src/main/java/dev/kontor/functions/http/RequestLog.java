package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.kontor.functions.log.InvocationScope;
import dev.kontor.functions.log.LogLine;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.Trace;
import dev.kontor.shared.database.DatabaseTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.event.Level;

/// One line of JSON for a request: who called (a hash), what was called, how it ended, and how long
/// it took. It never holds a token, a password, a body or a link. The route is that of the template,
/// and only the correlation id and the trace id hold something that the client said.
///
/// CloudWatch makes the metrics `DatabaseMillis`, `ColdStarts` and `ServerErrors` of these lines,
/// for each function.
final class RequestLog {

    /// The header by which a client may follow a request through several services; the response
    /// has it too. Where the client sends none, or one that breaks its rule, it is the request's id.
    static final String CORRELATION_ID = "X-Correlation-Id";

    private static final String MILLISECONDS = "Milliseconds";
    private static final String COUNT = "Count";
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    private final APIGatewayV2HTTPEvent event;
    private final Context context;
    private final boolean isCold;
    private final String correlationId;
    private final Optional<Trace> trace;

    RequestLog(APIGatewayV2HTTPEvent event, Context context, boolean isCold) {
        this.event = event;
        this.context = context;
        this.isCold = isCold;
        var headers = Request.headers(event);
        this.trace = Trace.of(headers.get(Trace.HEADER));
        this.correlationId = Optional.ofNullable(headers.get(CORRELATION_ID))
                .filter(Rules.CORRELATION_ID::accepts)
                .orElseGet(context::getAwsRequestId);
    }

    /// Does the work, and then writes the line.
    Response logging(Supplier<Outcome> work) {
        var begin = System.nanoTime();
        var databaseTime = new DatabaseTime(Duration.ofMillis(context.getRemainingTimeInMillis()));
        var outcome = InvocationScope.within(context, () -> Trace.within(trace, () -> databaseTime.measure(work)));
        var duration = Duration.ofNanos(System.nanoTime() - begin);
        line(outcome, duration, databaseTime.taken()).write();
        return outcome.response();
    }

    String correlationId() {
        return correlationId;
    }

    private LogLine line(Outcome outcome, Duration duration, Duration databaseTime) {
        var status = outcome.response().status();
        var caller = caller();
        return new LogLine(level(status), context)
                .with("correlationId", correlationId)
                .with("traceId", trace.map(Trace::id).orElse(null))
                .with("route", event.getRouteKey())
                .with("userHash", caller.map(RequestLog::userHash).orElse(null))
                .with("role", caller.map(Caller::role).orElse(null))
                .with("scope", caller.map(Caller::scope).orElse(null))
                .with("status", status)
                .with("code", outcome.code())
                .with("durationMillis", millis(duration))
                .with("isCold", isCold)
                .metric("DatabaseMillis", millis(databaseTime), MILLISECONDS)
                .metric("ColdStarts", isCold ? 1 : 0, COUNT)
                .metric("ServerErrors", status >= SERVER_ERROR ? 1 : 0, COUNT);
    }

    private static Level level(int status) {
        if (status >= SERVER_ERROR) {
            return Level.ERROR;
        }
        return status >= CLIENT_ERROR ? Level.WARN : Level.INFO;
    }

    /// A hash of the user id: equal in all requests of a user, and no way to find out who that is
    /// without a list of all ids. Null where nobody is signed in.
    private static String userHash(Caller caller) {
        return Sha256.hex(caller.userId()).substring(0, Limits.USER_HASH_CHARACTERS);
    }

    private Optional<Caller> caller() {
        return switch (Caller.of(event)) {
            case Result.Ok<Caller>(var caller) -> Optional.of(caller);
            case Result.Err<Caller> _ -> Optional.empty();
        };
    }

    /// Milliseconds, to the microsecond.
    private static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / 1_000, 3);
    }
}
