package dev.kontor.functions.trash;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.schedule.Backlog;
import dev.kontor.functions.schedule.Batches;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;

/// On a schedule: gives up what has been in the trash for too long, deletes the rows of all that
/// was given up, and then the objects that no row needs any more, all in [Batches]. Rows leave half
/// of the time to the objects, so that neither waits for ever.
public final class PurgeTrash implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeTrash.class);

    /// What a batch may need: a connection, and the statement.
    private static final Duration BATCH = Limits.POOL_CONNECT.plus(Limits.STATEMENT);

    private final Kontor kontor = Kontor.current();

    /// @return `expired` items, deleted `rows`, and deleted `objects`: how many
    /// @throws RuntimeException when the database or S3 does not answer: Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var trash = kontor.trash();
        var half = half(context);
        var expired = Batches.all(context, half, () -> trash.expire(kontor.trashRetention()));
        var rows = Batches.all(context, half, trash::purge);
        LOG.info("{} items of the trash expired, {} rows deleted", expired, rows);
        var objects = Batches.all(context, BATCH, this::deleteObjects);
        LOG.info("{} objects deleted", objects);
        Backlog.log(context, getClass(), oldestWaiting());
        return Map.of("expired", expired, "rows", rows, "objects", objects);
    }

    private Result<Integer> deleteObjects() {
        return Result.ok(kontor.objectDeletions().deleteObjects(kontor.storage()));
    }

    /// Of the items and of the objects, whichever waits longer.
    private Result<Duration> oldestWaiting() {
        return kontor.trash()
                .oldestWaiting(kontor.trashRetention())
                .flatMap(
                        items ->
                                kontor.objectDeletions()
                                        .oldestWaiting()
                                        .map(
                                                objects ->
                                                        items.compareTo(objects) > 0
                                                                ? items
                                                                : objects));
    }

    private static Duration half(Context context) {
        var half = Duration.ofMillis(context.getRemainingTimeInMillis()).dividedBy(2);
        return half.compareTo(BATCH) > 0 ? half : BATCH;
    }
}
