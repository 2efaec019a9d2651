package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.DatabaseUnavailableException;
import dev.kontor.storage.StorageUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The base of every operation behind the API. It lets in only callers who may be here, runs an
/// operation's action only for a valid request, and turns results, errors and faults into
/// responses. Nothing internal reaches a client.
///
/// No response may be kept by a cache: each is for one caller, and may hold a link that admits
/// whoever has it.
///
/// Each request leaves one line in the log (RequestLog). Operations hold no state of a request, so
/// threads may share one.
public abstract class Operation
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

    /// Handed to actions alone: what an operation does before its request is known to be valid
    /// reaches no data.
    private final Kontor kontor = Kontor.current();

    private final Access access;

    /// True until the first request after a start or after the restore of a snapshot.
    private final AtomicBoolean isCold = new AtomicBoolean(true);

    /// Who may call an operation.
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

    /// Reads all that the operation needs of the request, and says what is then to be done. The
    /// action runs only if everything that was read is valid.
    protected abstract Action read(Request request);

    /// An action that runs once for the request's `Idempotency-Key`, where it has one (docs/api.md).
    /// A repetition gets the response of the first request. An upload in it is signed anew, or left
    /// out once the content has arrived.
    ///
    /// @param key [Request#idempotencyKey] or [Request#requiredIdempotencyKey]
    protected final Action once(Request request, @Nullable String key, Action action) {
        return key == null ? action : kontor -> once(kontor, request, key, action);
    }

    private Result<Response> once(Kontor kontor, Request request, String key, Action action) {
        return kontor.idempotencyKeys()
                .once(
                        request.keyed(getClass().getSimpleName(), key),
                        () -> action.perform(kontor),
                        StoredResponse::write,
                        StoredResponse::replay)
                .flatMap(response -> withFreshUpload(kontor, request.userId(), response));
    }

    /// An action for which a time must not have passed. It looks when it runs, so that a repetition
    /// of what was done in time gets its response.
    ///
    /// @param field the body's field that has the time; null there is never
    protected static Action inFuture(String field, @Nullable Instant time, Action action) {
        return kontor -> {
            if (time == null || time.isAfter(Instant.now())) {
                return action.perform(kontor);
            }
            return Result.invalid(List.of(new FieldError(field, "must be in the future")));
        };
    }

    private static Result<Response> withFreshUpload(Kontor kontor, String userId, Response response) {
        var upload = response.upload();
        if (upload == null || upload.request() != null) {
            return Result.ok(response);
        }
        return kontor.versions()
                .pending(userId, upload.fileId(), upload.version())
                .map(pending -> pending.map(content -> ContentUpload.of(kontor.storage(), content))
                        .map(request -> response.withUpload(upload.fileId(), upload.version(), request))
                        .orElse(response));
    }

    /// The method that Lambda calls: of a handler's two interfaces it takes the one of streams.
    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Payload.write(handleRequest(Payload.read(input), context), output);
    }

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(@Nullable APIGatewayV2HTTPEvent given, Context context) {
        var event = Objects.requireNonNullElseGet(given, APIGatewayV2HTTPEvent::new);
        var log = new RequestLog(event, context, isCold.getAndSet(false));
        return log.logging(() -> outcome(event, context.getAwsRequestId()))
                .with(RequestLog.CORRELATION_ID, log.correlationId())
                .with("Cache-Control", "no-store")
                .toResponse();
    }

    private Outcome outcome(APIGatewayV2HTTPEvent event, String requestId) {
        try {
            return switch (admitted(event)) {
                case Result.Ok<Request>(var request) ->
                    outcome(perform(request), requestId).with(request.variation());
                case Result.Err<Request> error -> outcome(error.as(), requestId);
            };
        } catch (DatabaseUnavailableException e) {
            // One line without a stack trace, which would say nothing: while a database is away,
            // every request comes here.
            return unavailable(event, e, "The database does not answer; try again", requestId);
        } catch (StorageUnavailableException e) {
            return unavailable(event, e, "The storage does not answer; try again", requestId);
        } catch (RuntimeException e) {
            LOG.error("{} failed", event.getRouteKey(), e);
            var code = ErrorCode.INTERNAL_ERROR;
            var detail = "The request id helps to find out what";
            return new Outcome(Problem.of(code, detail, requestId), code);
        }
    }

    private static Outcome unavailable(
            APIGatewayV2HTTPEvent event, RuntimeException e, String detail, String requestId) {
        LOG.error("{} failed: {}", event.getRouteKey(), e.getMessage());
        var code = ErrorCode.SERVICE_UNAVAILABLE;
        return new Outcome(Problem.of(code, detail, requestId), code);
    }

    private static Outcome outcome(Result<Response> result, String requestId) {
        return switch (result) {
            case Result.Ok<Response>(var response) -> new Outcome(response, null);
            case Result.Err<Response> error -> new Outcome(Problem.of(error, requestId), error.code());
        };
    }

    private Result<Response> perform(Request request) {
        var action = read(request);
        var caller = request.caller();
        return request.whenValid(() -> access == Access.ANYONE ? action.perform(kontor) : perform(action, caller));
    }

    /// Whoever makes a valid request is known to admins from then on.
    private Result<Response> perform(Action action, Caller caller) {
        return kontor.users().seeing(caller.userId(), caller.email(), caller.role(), () -> action.perform(kontor));
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
