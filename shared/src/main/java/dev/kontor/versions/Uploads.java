package dev.kontor.versions;

import static dev.kontor.shared.database.Columns.seconds;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.storage.StoredObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What becomes of uploads, for whomever they are: their content arrives, or it does not.
/// Thread-safe.
public final class Uploads {

    private final Database database;

    public Uploads(Database database) {
        this.database = database;
    }

    /// Marks the versions with this key as uploaded, of the size and checksum that S3 saw, and lets
    /// their file follow its newest uploaded version, in the trash too. Once or often, and in
    /// whatever order the objects of a file are told of, it comes to the same.
    ///
    /// @return false when no version has this key: its file is gone
    public Result<Boolean> confirm(StorageKey key, StoredObject stored) {
        return database.transact(transaction -> Result.ok(transaction
                .createQuery(UploadsSql.LOCK.sql())
                .bind("id", key.fileId())
                .mapTo(String.class)
                .findOne()
                .map(user -> confirm(transaction, user, key, stored))
                .orElse(false)));
    }

    /// Where the content of files would be, in the trash too, of which none is known to have
    /// arrived and no version was added for [Limits#UNFINISHED_UPLOAD_LIFETIME]: of the oldest, at most
    /// [Limits#PURGE_ROWS_PER_STATEMENT].
    public Result<List<StorageKey>> unfinished() {
        return database.run(handle -> Result.ok(handle.createQuery(UploadsSql.UNFINISHED.sql())
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .mapTo(String.class)
                .map(StorageKey::of)
                .map(Optional::orElseThrow)
                .list()));
    }

    /// Deletes files that are [unfinished][#unfinished] still. That S3 has nothing under their keys
    /// is for the caller to know: its word of an upload may have been lost. At most
    /// [Limits#PURGE_ROWS_PER_STATEMENT] of what is attached to them go with one call, and then the files with
    /// another.
    ///
    /// @return how many rows; 0 when there is nothing left to delete
    public Result<Integer> deleteUnfinished(Collection<UUID> fileIds) {
        return database.transact(transaction -> {
            var locked = transaction
                    .createQuery(UploadsSql.LOCK_UNFINISHED.sql())
                    .bindArray("ids", UUID.class, List.copyOf(fileIds))
                    .map((row, context) -> uuid(row, "id"))
                    .list();
            return Result.ok(transaction
                    .createQuery(UploadsSql.DELETE_UNFINISHED.sql())
                    .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                    .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                    .bindArray("ids", UUID.class, locked)
                    .mapTo(Integer.class)
                    .one());
        });
    }

    /// How long the oldest [unfinished][#unfinished] file should have been gone; zero where there
    /// is none.
    public Result<Duration> oldestWaiting() {
        return database.run(handle -> Result.ok(handle.createQuery(UploadsSql.OLDEST_WAITING.sql())
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .map((row, context) -> seconds(row, "seconds"))
                .one()));
    }

    private static boolean confirm(Handle transaction, String userId, StorageKey key, StoredObject stored) {
        return transaction
                .createQuery(UploadsSql.CONFIRM.sql())
                .bind("user_id", userId)
                .bind("id", key.fileId())
                .bind("storage_key", key.toString())
                .bind("size", stored.size())
                .bind("checksum", stored.checksum())
                .mapTo(Boolean.class)
                .one();
    }
}
