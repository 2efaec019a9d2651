package dev.kontor.functions.storage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.schedule.Backlog;
import dev.kontor.functions.schedule.Batches;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.versions.StorageKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cleans up uploads and exports, on a schedule and in [Batches].
///
/// It deletes the files whose content has not arrived for a day. Where a file has other content, it gives
/// up the upload alone, which then reserves no room. It asks S3 first: if the content is there, the event of
/// its upload was lost, and the version is confirmed instead. It also deletes exports that are over, and
/// wakes those whose event was lost.
public final class PurgeUnfinishedUploads implements RequestHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeUnfinishedUploads.class);

    /// The time that a batch may need: to ask S3, for a connection, and for a few statements.
    private static final Duration BATCH =
            Limits.POOL_CONNECT_TIMEOUT.plus(Limits.STATEMENT_TIMEOUT).multipliedBy(3);

    private final Kontor kontor = Kontor.current();

    /// @return `deleted`, the number of rows of files and of what is attached to them
    /// @throws RuntimeException when S3 or the database does not answer; nothing more is deleted
    ///   then, and Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
        var deleted = Batches.all(context, BATCH, this::deleteBatch);
        var givenUp = Batches.all(context, BATCH, this::giveUpBatch);
        LOG.info("{} rows deleted of files whose content has not arrived, {} uploads given up", deleted, givenUp);
        var purged = Batches.all(context, BATCH, kontor.exports()::purge);
        var woken = kontor.exports().wakeSilent().orElseThrow();
        LOG.info("{} rows of exports deleted, {} exports woken", purged, woken);
        Backlog.log(context, oldestWaiting());
        return Map.of("deleted", deleted);
    }

    /// How long the oldest file, or the oldest export if that is older, is overdue.
    private Duration oldestWaiting() {
        var files = kontor.uploads().oldestWaiting().orElseThrow();
        var exports = kontor.exports().oldestWaiting().orElseThrow();
        return files.compareTo(exports) > 0 ? files : exports;
    }

    private Result<Integer> deleteBatch() {
        var uploads = kontor.uploads();
        return uploads.unfinished().flatMap(keys -> {
            confirmArrived(keys);
            var files = keys.stream().map(StorageKey::fileId).distinct().toList();
            return uploads.deleteUnfinished(files);
        });
    }

    private Result<Integer> giveUpBatch() {
        var uploads = kontor.uploads();
        return uploads.abandoned().flatMap(keys -> {
            confirmArrived(keys);
            return uploads.giveUp(keys);
        });
    }

    private void confirmArrived(List<StorageKey> keys) {
        var names = keys.stream().map(StorageKey::toString).toList();
        var arrived = kontor.storage().heads(names);
        for (var key : keys) {
            var stored = arrived.get(key.toString());
            if (stored != null) {
                LOG.warn("the upload of {} is confirmed late: the event of S3 was lost", key);
                kontor.uploads().confirm(key, stored).orElseThrow();
            }
        }
    }
}
