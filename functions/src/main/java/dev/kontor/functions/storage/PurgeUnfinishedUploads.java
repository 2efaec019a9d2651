package dev.kontor.functions.storage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.schedule.Batches;
import dev.kontor.shared.Limits;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;

/// On a schedule: deletes the files whose content has not arrived for a day, in [Batches].
public final class PurgeUnfinishedUploads
        implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeUnfinishedUploads.class);

    /// What a batch may need: a connection, and two statements.
    private static final Duration BATCH =
            Limits.POOL_CONNECT.plus(Limits.STATEMENT).plus(Limits.STATEMENT);

    private final Kontor kontor = Kontor.current();

    /// @return `deleted`, how many
    /// @throws RuntimeException when the database does not answer: Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var deleted = Batches.all(context, BATCH, kontor.uploads()::deleteUnfinished);
        LOG.info("{} files deleted whose content has not arrived", deleted);
        return Map.of("deleted", deleted);
    }
}
