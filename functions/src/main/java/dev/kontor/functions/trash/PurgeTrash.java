package dev.kontor.functions.trash;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import dev.kontor.functions.Kontor;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.function.IntSupplier;

/// On a schedule: gives up what has been in the trash for too long, deletes the rows of all that
/// was given up, and then the objects that no row needs any more. Each batch commits, and the run
/// stops in time: whatever ends it, the next one goes on from there. Rows leave half of the time to
/// the objects, so that neither waits for ever.
public final class PurgeTrash implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeTrash.class);

    /// What a batch may need: a connection, and the statement.
    private static final int BATCH_MILLIS =
            (int) Limits.POOL_CONNECT.plus(Limits.STATEMENT).toMillis();

    private final Kontor kontor = Kontor.current();

    /// @return `expired` items, deleted `rows`, and deleted `objects`: how many
    /// @throws RuntimeException when the database or S3 does not answer: Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var half = Math.max(BATCH_MILLIS, context.getRemainingTimeInMillis() / 2);
        var expired =
                all(context, half, () -> value(kontor.trash().expire(kontor.trashRetention())));
        var rows = all(context, half, () -> value(kontor.trash().purge()));
        LOG.info("{} items of the trash expired, {} rows deleted", expired, rows);
        var objects =
                all(
                        context,
                        BATCH_MILLIS,
                        () -> kontor.objectDeletions().deleteObjects(kontor.storage()));
        LOG.info("{} objects deleted", objects);
        return Map.of("expired", expired, "rows", rows, "objects", objects);
    }

    /// Batch after batch, until there is nothing left or no more time than this.
    private static int all(Context context, int reservedMillis, IntSupplier batch) {
        var total = 0;
        while (context.getRemainingTimeInMillis() > reservedMillis) {
            var count = batch.getAsInt();
            if (count == 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    private static int value(Result<Integer> result) {
        return switch (result) {
            case Result.Ok<Integer>(var count) -> count;
            case Result.Err<Integer> error -> throw new IllegalStateException(error.message());
        };
    }
}
