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

/// The uploads of all users: content that has arrived is confirmed, and files whose content never
/// arrived are deleted. Thread-safe.
public final class Uploads {

    private static final RowMapper<StorageKey> KEY =
            row -> StorageKey.of(row.getString("storage_key")).orElseThrow();

    private final Database database;

    public Uploads(Database database) {
        this.database = database;
    }

    /// Marks the versions with this key as uploaded, with the size and checksum that S3 reports. Their
    /// file then shows its newest uploaded version, even in the trash. Neither the order of a file's events
    /// nor their repetition matters.
    ///
    /// @return false when no version has this key, because its file is gone
    public Result<Boolean> confirm(StorageKey key, StoredObject stored) {
        return database.transact(() -> lock(key.fileId())
                .flatMap(owner -> owner.isPresent() ? confirm(owner.get(), key, stored) : Result.ok(false)));
    }

    /// The keys of unfinished files, including those in the trash: no content is known to have
    /// arrived, and no version was added for [Limits#UNFINISHED_UPLOAD_LIFETIME]. The oldest files
    /// first, at most [Limits#PURGE_ROWS_PER_STATEMENT].
    public Result<List<StorageKey>> unfinished() {
        return database.query(UploadsSql.UNFINISHED)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .list(KEY);
    }

    /// Deletes those of the files that are still [unfinished][#unfinished]. The caller must know
    /// that S3 has nothing under their keys, since S3's notice of an upload may have been lost. One
    /// call deletes at most [Limits#PURGE_ROWS_PER_STATEMENT] of each kind of row that is attached
    /// to the files; the files follow when nothing is attached any more.
    ///
    /// @return how many rows it deleted; 0 when nothing is left to delete
    public Result<Integer> deleteUnfinished(Collection<UUID> fileIds) {
        return database.transact(() -> lockUnfinished(fileIds).flatMap(this::deleteLocked));
    }

    /// The keys of versions whose content has not arrived for [Limits#UNFINISHED_UPLOAD_LIFETIME], and
    /// whose files have other content. The ones that waited longest come first, at most
    /// [Limits#PURGE_ROWS_PER_STATEMENT].
    public Result<List<StorageKey>> abandoned() {
        return database.query(UploadsSql.ABANDONED)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .list(KEY);
    }

    /// Gives up those of the versions that are still [abandoned][#abandoned], so that they reserve no room.
    /// An upload that begins anew reserves it again. The caller must know that S3 has nothing under their
    /// keys.
    ///
    /// @return how many versions it gave up
    public Result<Integer> giveUp(Collection<StorageKey> keys) {
        return database.query(UploadsSql.GIVE_UP)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .bindTexts("keys", keys.stream().map(StorageKey::toString).toList())
                .execute();
    }

    /// How long the oldest [unfinished][#unfinished] file is overdue; zero when there is none.
    public Result<Duration> oldestWaiting() {
        return database.query(UploadsSql.OLDEST_WAITING)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .one(row -> seconds(row, "seconds"));
    }

    /// @return the id of the file's user; empty when the file is gone
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

    /// @return the files that nobody else holds
    private Result<List<UUID>> lockUnfinished(Collection<UUID> fileIds) {
        return database.query(UploadsSql.LOCK_UNFINISHED)
                .bindIds("ids", fileIds)
                .list(row -> uuid(row, "id"));
    }

    private Result<Integer> deleteLocked(Collection<UUID> fileIds) {
        return database.query(UploadsSql.DELETE_UNFINISHED)
                .bind("kept_seconds", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds())
                .bindIds("ids", fileIds)
                .one(row -> row.getInt(1));
    }
}
