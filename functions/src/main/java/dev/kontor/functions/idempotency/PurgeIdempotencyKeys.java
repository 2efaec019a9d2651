package dev.kontor.functions.idempotency;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.schedule.Backlog;
import dev.kontor.functions.schedule.Batches;
import dev.kontor.shared.Limits;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// On a schedule: deletes the idempotency keys that have expired, in [Batches]. An expired key
/// counts for nothing while it waits for that.
public final class PurgeIdempotencyKeys implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeIdempotencyKeys.class);

    /// What a batch may need: a connection, and the statement.
    private static final Duration BATCH = Limits.POOL_CONNECT_TIMEOUT.plus(Limits.STATEMENT_TIMEOUT);

    private final Kontor kontor = Kontor.current();

    /// @return `deleted`, how many
    /// @throws RuntimeException when the database does not answer: Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var deleted = Batches.all(context, BATCH, kontor.idempotencyKeys()::deleteExpired);
        LOG.info("{} expired idempotency keys deleted", deleted);
        Backlog.log(context, kontor.idempotencyKeys().oldestWaiting().orElseThrow());
        return Map.of("deleted", deleted);
    }
}
