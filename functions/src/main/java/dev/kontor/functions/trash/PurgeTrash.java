package dev.kontor.functions.trash;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.schedule.Backlog;
import dev.kontor.functions.schedule.Batches;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Empties the trash, on a schedule and in [Batches]. It gives up the items that have been in the
/// trash for too long, deletes the rows of everything that was given up, goes on with erasures that
/// were too large for a request, and then deletes the objects that no row needs any more. Rows leave
/// half of the time to objects, and objects have their turn even when the rows have failed, so that
/// neither waits for ever.
public final class PurgeTrash implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeTrash.class);

    /// The time that a batch of rows may need: for a connection and the statement.
    private static final Duration ROWS = Limits.POOL_CONNECT_TIMEOUT.plus(Limits.STATEMENT_TIMEOUT);

    /// The time that requests to S3 may need for a batch of objects.
    private static final Duration STORAGE = Limits.OBJECT_DELETION_START_TIME_MAX
            .plus(Limits.STORAGE_CONNECT_TIMEOUT)
            .plus(Limits.STORAGE_READ_TIMEOUT);

    /// The time that a batch of objects may need: for a connection, three statements, and S3 twice, to
    /// abort uploads and to delete.
    private static final Duration OBJECTS = Limits.POOL_CONNECT_TIMEOUT
            .plus(Limits.STATEMENT_TIMEOUT.multipliedBy(3))
            .plus(STORAGE.multipliedBy(2));

    private final Kontor kontor = Kontor.current();

    /// @return the numbers of `expired` items, deleted `rows`, transactions of `erasures`, and deleted
    ///   `objects`
    /// @throws RuntimeException when the database or S3 does not answer; Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var counts = new HashMap<String, Integer>();
        try {
            purgeRows(context, counts);
        } catch (RuntimeException e) {
            LOG.error("the next run deletes the other rows", e);
            purgeObjects(context, counts);
            throw e;
        }
        purgeObjects(context, counts);
        Backlog.log(context, oldestWaiting());
        return counts;
    }

    private void purgeRows(Context context, Map<String, Integer> counts) {
        var half = half(context);
        var trash = kontor.trash();
        try {
            counts.put("expired", Batches.all(context, half, () -> trash.expire(kontor.trashRetention())));
            counts.put("rows", Batches.all(context, half, trash::purge));
        } finally {
            counts.put("erasures", Batches.all(context, half, kontor.users()::goOnErasing));
        }
    }

    private void purgeObjects(Context context, Map<String, Integer> counts) {
        var deletions = kontor.objectDeletions();
        counts.put(
                "objects", Batches.all(context, OBJECTS, () -> Result.ok(deletions.deleteObjects(kontor.storage()))));
        LOG.info("purged {}", counts);
    }

    /// How long the oldest item, erasure or object waits for its deletion.
    private Duration oldestWaiting() {
        var items = kontor.trash().oldestWaiting(kontor.trashRetention()).orElseThrow();
        var erasures = kontor.users().oldestErasure().orElseThrow();
        var objects = kontor.objectDeletions().oldestWaiting().orElseThrow();
        return Collections.max(List.of(items, erasures, objects));
    }

    private static Duration half(Context context) {
        var half = Duration.ofMillis(context.getRemainingTimeInMillis()).dividedBy(2);
        return half.compareTo(ROWS) > 0 ? half : ROWS;
    }
}
