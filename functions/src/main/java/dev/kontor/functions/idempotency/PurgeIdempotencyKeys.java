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

/// Deletes expired idempotency keys, on a schedule and in [Batches]. An expired key has no effect
/// while it waits for that.
public final class PurgeIdempotencyKeys implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeIdempotencyKeys.class);

    /// The time that a batch may need: for a connection and the statement.
    private static final Duration BATCH = Limits.POOL_CONNECT_TIMEOUT.plus(Limits.STATEMENT_TIMEOUT);

    private final Kontor kontor = Kontor.current();

    /// @return `deleted`, the number of keys
    /// @throws RuntimeException when the database does not answer; Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var deleted = Batches.all(context, BATCH, kontor.idempotencyKeys()::deleteExpired);
        LOG.info("{} expired idempotency keys deleted", deleted);
        Backlog.log(context, kontor.idempotencyKeys().oldestWaiting().orElseThrow());
        return Map.of("deleted", deleted);
    }
}
