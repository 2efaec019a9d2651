package dev.kontor.storage;

import static dev.kontor.shared.database.Columns.seconds;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of objects to delete (decision 0014). The database itself enqueues the key of every
/// version and every export whose row is deleted, in the transaction that deletes it, with S3's id of its
/// upload in parts. So no object and no part is forgotten, whatever fails afterwards. Thread-safe;
/// several callers may drain it at once.
public final class ObjectDeletions {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectDeletions.class);

    private static final RowMapper<String> KEY = row -> row.getString("storage_key");

    private static final RowMapper<Deletion> DELETION =
            row -> new Deletion(row.getString("storage_key"), row.getString("multipart_upload_id"));

    private final Database database;

    /// An entry of the queue.
    ///
    /// @param multipartId S3's id of the object's upload in parts, which may be open; null for none
    private record Deletion(String storageKey, @Nullable String multipartId) {}

    public ObjectDeletions(Database database) {
        this.database = database;
    }

    /// Adds objects that belong to no version: an event reported them after their file was deleted.
    ///
    /// @return how many keys were added
    public Result<Integer> enqueue(Collection<String> storageKeys) {
        return database.query(ObjectDeletionsSql.ENQUEUE)
                .bindTexts("storage_keys", storageKeys)
                .execute();
    }

    /// Takes the next batch, at most [Limits#OBJECTS_PER_DELETION] objects, out of the queue. It
    /// aborts their uploads in parts, deletes the objects and then, in the transaction that locks them,
    /// their rows. A failure in between leaves the rows, and doing either twice does no harm. If a
    /// version has the key, or an export that is ready, the row is deleted but the object stays. An
    /// object that S3 refuses to delete goes to the end of the queue. So does one whose upload S3 refuses
    /// to abort.
    ///
    /// @return how many entries it took out; 0 when the queue is empty, or S3 refused all
    /// @throws StorageUnavailableException when S3 does not answer; then nothing is taken out
    public int deleteObjects(ObjectStore store) {
        return database.transact(() -> next().flatMap(batch -> delete(batch, store)))
                .orElseThrow();
    }

    /// The waiting time of the oldest of the next [Limits#PURGE_ROWS_PER_STATEMENT] objects in the
    /// queue; zero when it is empty.
    public Result<Duration> oldestWaiting() {
        return database.query(ObjectDeletionsSql.OLDEST_WAITING).one(row -> seconds(row, "seconds"));
    }

    private Result<List<Deletion>> next() {
        return database.query(ObjectDeletionsSql.NEXT).list(DELETION);
    }

    /// @return how many of the batch were taken out
    private Result<Integer> delete(List<Deletion> batch, ObjectStore store) {
        if (batch.isEmpty()) {
            return Result.ok(0);
        }
        var refused = new HashSet<>(store.abort(uploads(batch)));
        var aborted = without(keys(batch), refused);
        return unused(aborted).flatMap(unused -> {
            refused.addAll(store.delete(unused));
            if (!refused.isEmpty()) {
                LOG.warn("S3 refused to delete {} objects; they stay in the queue", refused.size());
            }
            return done(without(aborted, refused), refused);
        });
    }

    private static Map<String, String> uploads(List<Deletion> batch) {
        var uploads = new HashMap<String, String>();
        for (var deletion : batch) {
            if (deletion.multipartId() != null) {
                uploads.put(deletion.storageKey(), deletion.multipartId());
            }
        }
        return uploads;
    }

    private static List<String> keys(List<Deletion> batch) {
        return batch.stream().map(Deletion::storageKey).toList();
    }

    private Result<Set<String>> unused(Set<String> storageKeys) {
        return database.query(ObjectDeletionsSql.USED)
                .bindTexts("storage_keys", storageKeys)
                .list(KEY)
                .map(used -> without(storageKeys, Set.copyOf(used)));
    }

    private Result<Integer> done(Set<String> deleted, Set<String> refused) {
        return database.query(ObjectDeletionsSql.DONE)
                .bindTexts("done_keys", deleted)
                .bindTexts("refused_keys", refused)
                .execute();
    }

    private static Set<String> without(Collection<String> keys, Set<String> others) {
        return keys.stream().filter(key -> !others.contains(key)).collect(Collectors.toSet());
    }
}
