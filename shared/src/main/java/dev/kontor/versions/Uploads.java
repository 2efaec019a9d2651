package dev.kontor.versions;

import static dev.kontor.shared.database.Columns.seconds;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.storage.StoredObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What becomes of uploads, for whomever they are: their content arrives, or it does not.
/// Thread-safe.
public final class Uploads {

    private static final RowMapper<StorageKey> KEY =
            row -> StorageKey.of(row.getString("storage_key")).orElseThrow();

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
        return database.transact(() -> lock(key.fileId())
                .flatMap(owner -> owner.isPresent() ? confirm(owner.get(), key, stored) : Result.ok(false)));
    }

    /// Where the content of files would be, in the trash too, of which none is known to have
    /// arrived and no version was added for [Limits#UNFINISHED_UPLOAD_LIFETIME]: of the oldest, at most
    /// [Limits#PURGE_ROWS_PER_STATEMENT].
    public Result<List<StorageKey>> unfinished() {
        return database.query(UploadsSql.UNFINISHED)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .list(KEY);
    }

    /// Deletes files that are [unfinished][#unfinished] still. That S3 has nothing under their keys
    /// is for the caller to know: its word of an upload may have been lost. At most
    /// [Limits#PURGE_ROWS_PER_STATEMENT] of what is attached to them go with one call, and then the files with
    /// another.
    ///
    /// @return how many rows; 0 when there is nothing left to delete
    public Result<Integer> deleteUnfinished(Collection<UUID> fileIds) {
        return database.transact(() -> lockUnfinished(fileIds).flatMap(this::deleteLocked));
    }

    /// How long the oldest [unfinished][#unfinished] file should have been gone; zero where there
    /// is none.
    public Result<Duration> oldestWaiting() {
        return database.query(UploadsSql.OLDEST_WAITING)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .one(row -> seconds(row, "seconds"));
    }

    /// @return whose file it is; empty when it is gone
    private Result<Optional<String>> lock(UUID fileId) {
        return database.query(UploadsSql.LOCK).bind("id", fileId).optional(row -> row.getString("user_id"));
    }

    private Result<Boolean> confirm(String userId, StorageKey key, StoredObject stored) {
        return database.query(UploadsSql.CONFIRM)
                .bind("user_id", userId)
                .bind("id", key.fileId())
                .bind("storage_key", key.toString())
                .bind("size", stored.size())
                .bind("checksum", stored.checksum())
                .one(row -> row.getBoolean(1));
    }

    /// @return those that nobody else holds
    private Result<List<UUID>> lockUnfinished(Collection<UUID> fileIds) {
        return database.query(UploadsSql.LOCK_UNFINISHED)
                .bindIds("ids", fileIds)
                .list(row -> uuid(row, "id"));
    }

    private Result<Integer> deleteLocked(Collection<UUID> fileIds) {
        return database.query(UploadsSql.DELETE_UNFINISHED)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .bindIds("ids", fileIds)
                .one(row -> row.getInt(1));
    }
}
