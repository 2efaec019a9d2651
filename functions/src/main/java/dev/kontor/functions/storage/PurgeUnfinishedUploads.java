package dev.kontor.functions.storage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import dev.kontor.functions.Kontor;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/// On a schedule: deletes the files whose content has not arrived for a day. Each transaction
/// deletes a batch, and the run stops in time: whatever ends it, the next one goes on from there.
public final class PurgeUnfinishedUploads
        implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeUnfinishedUploads.class);

    /// What a batch may need: a connection, and two statements.
    private static final long BATCH_MILLIS =
            Limits.POOL_CONNECT.plus(Limits.STATEMENT).plus(Limits.STATEMENT).toMillis();

    private final Kontor kontor = Kontor.current();

    /// @return `deleted`, how many
    /// @throws RuntimeException when the database does not answer: Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var deleted = 0;
        var batch = Limits.PURGED_ROWS;
        while (batch == Limits.PURGED_ROWS && context.getRemainingTimeInMillis() > BATCH_MILLIS) {
            batch = deleteBatch();
            deleted += batch;
        }
        LOG.info("{} files deleted whose content has not arrived", deleted);
        return Map.of("deleted", deleted);
    }

    private int deleteBatch() {
        return switch (kontor.uploads().deleteUnfinished()) {
            case Result.Ok<Integer>(var deleted) -> deleted;
            case Result.Err<Integer> error -> throw new IllegalStateException(error.message());
        };
    }
}
