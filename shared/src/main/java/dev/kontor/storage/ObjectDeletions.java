package dev.kontor.storage;

import static dev.kontor.shared.database.Columns.seconds;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of objects to delete (decision 0014). The database itself enqueues the key of every
/// version whose row is deleted, in the transaction that deletes it, so no object is forgotten,
/// whatever fails afterwards. Thread-safe; several callers may drain it at once.
public final class ObjectDeletions {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectDeletions.class);

    private static final RowMapper<String> KEY = row -> row.getString("storage_key");

    private final Database database;

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
    /// deletes the objects and then, in the transaction that locks them, their rows. A failure in
    /// between leaves the rows, and deleting an object twice does no harm. If a version has the
    /// key, or an export that is ready, the row is deleted but the object stays. An object that S3
    /// refuses to delete goes to the end of the queue.
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

    private Result<List<String>> next() {
        return database.query(ObjectDeletionsSql.NEXT).list(KEY);
    }

    /// @return how many of the batch were taken out
    private Result<Integer> delete(List<String> batch, ObjectStore store) {
        return batch.isEmpty()
                ? Result.ok(0)
                : unused(batch).flatMap(unused -> {
                    var refused = store.delete(unused);
                    if (!refused.isEmpty()) {
                        LOG.warn("S3 refused to delete {} objects; they stay in the queue", refused.size());
                    }
                    return done(without(batch, refused), refused);
                });
    }

    private Result<Set<String>> unused(List<String> batch) {
        return database.query(ObjectDeletionsSql.USED)
                .bindTexts("storage_keys", batch)
                .list(KEY)
                .map(used -> without(batch, Set.copyOf(used)));
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
