package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.DatabaseUnavailableException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The base of every operation behind the API: it lets in only who is signed in, and turns results,
/// errors and faults into answers. Nothing internal reaches a client.
///
/// Each request leaves one line in the log (RequestLog). Operations hold no state of a request:
/// threads may share one.
public abstract class Operation implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

    /// What the operation stands on.
    protected final Kontor kontor = Kontor.current();

    private final Access access;

    /// Until the first request, after a start or the restore of a snapshot.
    private final AtomicBoolean isCold = new AtomicBoolean(true);

    /// Whom an operation answers.
    protected enum Access {
        SIGNED_IN,
        /// Signed in with the role `admin`.
        ADMIN,
        /// Signed in or not: [Request#userId] is empty.
        ANYONE
    }

    /// An operation for signed-in users.
    protected Operation() {
        this(Access.SIGNED_IN);
    }

    protected Operation(Access access) {
        this.access = access;
    }

    /// Reads the request, calls one method of its feature, and makes an answer of the result.
    protected abstract Result<Response> answer(Request request);

    /// Makes something, if the request is right: once for its `Idempotency-Key`, where it has one
    /// (docs/api.md). A repetition is answered as the first request was.
    ///
    /// @param key [Request#idempotencyKey] or [Request#requiredIdempotencyKey]
    /// @param creation calls one method of the feature
    /// @param answer turns what was made into an answer
    protected final <T> Result<Response> once(
            Request request, @Nullable String key, Supplier<Result<T>> creation, Function<T, Response> answer) {
        Supplier<Result<Response>> answered = () -> creation.get().map(answer);
        return request.whenValid(key == null ? answered : () -> once(request, key, answered));
    }

    private Result<Response> once(Request request, String key, Supplier<Result<Response>> creation) {
        return kontor.idempotencyKeys()
                .once(
                        request.keyed(getClass().getSimpleName(), key),
                        creation,
                        StoredResponse::write,
                        StoredResponse::replay);
    }

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(@Nullable APIGatewayV2HTTPEvent given, Context context) {
        var event = Objects.requireNonNullElseGet(given, APIGatewayV2HTTPEvent::new);
        var log = new RequestLog(event, context, isCold.getAndSet(false));
        return log.logging(() -> outcome(event, context.getAwsRequestId()))
                .with(RequestLog.CORRELATION_ID, log.correlationId())
                .toResponse();
    }

    private Outcome outcome(APIGatewayV2HTTPEvent event, String requestId) {
        try {
            return switch (admitted(event).flatMap(this::answer)) {
                case Result.Ok<Response>(var answer) -> new Outcome(answer, null);
                case Result.Err<Response> error -> new Outcome(Problem.of(error, requestId), error.code());
            };
        } catch (DatabaseUnavailableException e) {
            // One line: while a database is away there is one a request, and the stack says
            // nothing.
            LOG.error("{} failed: {}", event.getRouteKey(), e.getMessage());
            var code = ErrorCode.SERVICE_UNAVAILABLE;
            var detail = "The database does not answer; try again";
            return new Outcome(Problem.of(code, detail, requestId), code);
        } catch (RuntimeException e) {
            LOG.error("{} failed", event.getRouteKey(), e);
            var code = ErrorCode.INTERNAL_ERROR;
            var detail = "The request id helps to find out what";
            return new Outcome(Problem.of(code, detail, requestId), code);
        }
    }

    private Result<Request> admitted(APIGatewayV2HTTPEvent event) {
        return switch (access) {
            case ANYONE -> Result.ok(new Request(event, Caller.ANYONE));
            case SIGNED_IN -> Caller.of(event).map(caller -> new Request(event, caller));
            case ADMIN -> Caller.of(event).flatMap(Operation::onlyAdmin).map(caller -> new Request(event, caller));
        };
    }

    private static Result<Caller> onlyAdmin(Caller caller) {
        return caller.isAdmin()
                ? Result.ok(caller)
                : Result.err(ErrorCode.PERMISSION_DENIED, "Only the role admin may do this");
    }
}
