package dev.kontor.storage;

import static dev.kontor.shared.database.Columns.seconds;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of objects to delete (0014). The database itself enqueues the key of every version
/// whose row is deleted, in the transaction that deletes it, so none is lost track of, whatever
/// ends between there and here. Thread-safe, and several may drain it at once.
public final class ObjectDeletions {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectDeletions.class);

    private final Database database;

    public ObjectDeletions(Database database) {
        this.database = database;
    }

    /// Adds objects that no version has: those of which an event tells when the file is gone.
    ///
    /// @return how many there are
    public Result<Integer> enqueue(Collection<String> storageKeys) {
        return database.run(handle -> Result.ok(handle.createUpdate(ObjectDeletionsSql.ENQUEUE.sql())
                .bindArray("storage_keys", String.class, storageKeys)
                .execute()));
    }

    /// Takes the next batch, at most [Limits#OBJECTS_PER_DELETION], out of the queue: deletes the
    /// objects and then, in the transaction that holds them, their rows. Whatever breaks that off
    /// leaves the rows, and deleting an object twice does no harm. A key that a version has is
    /// taken out and its object left alone. What S3 refuses goes to the end of the queue.
    ///
    /// @return how many entries it took out; 0 when the queue is empty, or S3 refused all
    /// @throws StorageUnavailableException when S3 does not answer: nothing is taken out
    public int deleteObjects(ObjectStore store) {
        return database.<Integer>transact(transaction -> {
                    var batch = next(transaction);
                    return Result.ok(batch.isEmpty() ? 0 : delete(transaction, batch, store));
                })
                .orElseThrow();
    }

    /// How long the oldest object in the queue has been there, of the [Limits#PURGE_ROWS_PER_STATEMENT] that
    /// come next; zero where it is empty.
    public Result<Duration> oldestWaiting() {
        return database.run(handle -> Result.ok(handle.createQuery(ObjectDeletionsSql.OLDEST_WAITING.sql())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .map((row, context) -> seconds(row, "seconds"))
                .one()));
    }

    private static Set<String> next(Handle transaction) {
        return transaction
                .createQuery(ObjectDeletionsSql.NEXT.sql())
                .bind("limit", Limits.OBJECTS_PER_DELETION)
                .mapTo(String.class)
                .set();
    }

    /// @return how many of the batch were taken out
    private static int delete(Handle transaction, Set<String> batch, ObjectStore store) {
        var refused = store.delete(unused(transaction, batch));
        if (!refused.isEmpty()) {
            LOG.warn("S3 refused to delete {} objects; they are tried again", refused.size());
        }
        return transaction
                .createUpdate(ObjectDeletionsSql.DONE.sql())
                .bindArray("done_keys", String.class, without(batch, refused))
                .bindArray("refused_keys", String.class, refused)
                .execute();
    }

    private static Set<String> unused(Handle transaction, Set<String> batch) {
        var used = transaction
                .createQuery(ObjectDeletionsSql.USED.sql())
                .bindArray("storage_keys", String.class, batch)
                .mapTo(String.class)
                .set();
        return without(batch, used);
    }

    private static Set<String> without(Set<String> keys, Set<String> others) {
        return keys.stream().filter(key -> !others.contains(key)).collect(Collectors.toSet());
    }
}
