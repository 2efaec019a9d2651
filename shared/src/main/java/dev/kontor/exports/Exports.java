package dev.kontor.exports;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalInstant;
import static dev.kontor.shared.database.Columns.seconds;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The exports that users ask for, and the clean-up of all of them. [ExportSteps] writes them.
/// Thread-safe.
public final class Exports {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

    private static final RowMapper<Export> EXPORT = row -> new Export(
            uuid(row, "id"),
            ExportStatus.of(row.getString("status")),
            new ExportProgress(
                    row.getLong("files_done"), row.getObject("files_found", Long.class), row.getLong("bytes_written")),
            row.getString("storage_key"),
            optionalInstant(row, "expires_at"),
            instant(row, "created_at"));

    private static final RowMapper<UUID> ID = row -> uuid(row, "id");

    private final Database database;
    private final ObjectStore store;

    public Exports(Database database, ObjectStore store) {
        this.database = database;
        this.store = store;
    }

    /// Begins an export, unless one is running, or one is ready that was begun within
    /// [Limits#EXPORT_INTERVAL]: then it returns that one. Nobody writes a new one before it is
    /// [woken][#wake].
    public Result<Export> begin(String userId) {
        return tryToBegin(userId)
                .flatMap(begun ->
                        begun.map(Result::ok).orElseGet(() -> tryToBegin(userId).map(Optional::orElseThrow)));
    }

    /// Finds an export. `RESOURCE_NOT_FOUND` when there is none, it is over, or it belongs to another user.
    public Result<Export> get(String userId, UUID id) {
        return database.query(ExportsSql.GET)
                .bind("user_id", userId)
                .bind("id", id)
                .one(EXPORT, Refusal.NO_EXPORT);
    }

    /// Has the running export of a user written: it stores the object whose event calls the function that
    /// writes. It does not if the object is there already, since each event costs a call. The transaction
    /// that begins the export must have committed, or the function would not find the export.
    ///
    /// @return how many exports wait to be written: 0 or 1
    /// @throws dev.kontor.storage.StorageUnavailableException when S3 does not answer
    public Result<Integer> wake(String userId) {
        return database.query(ExportsSql.WAITING)
                .bind("user_id", userId)
                .list(ID)
                .map(ids -> wake(ids, store::putEmptyIfNew));
    }

    /// Wakes exports of which nothing was heard for [Limits#EXPORT_SILENCE_MAX], and gives up those that
    /// take longer than [Limits#EXPORT_WRITING_TIME_MAX].
    ///
    /// @return how many it has woken
    /// @throws dev.kontor.storage.StorageUnavailableException when S3 does not answer
    public Result<Integer> wakeSilent() {
        return database.query(ExportsSql.GIVE_UP)
                .bind("writing_seconds", Limits.EXPORT_WRITING_TIME_MAX.toSeconds())
                .bind("kept_seconds", Limits.EXPORT_LIFETIME.toSeconds())
                .execute()
                .flatMap(this::silent)
                .map(ids -> wake(ids, store::putEmpty));
    }

    /// Deletes exports that are over, at most [Limits#PURGE_ROWS_PER_STATEMENT] rows at a time. Their
    /// objects are enqueued for deletion.
    ///
    /// @return how many rows it has deleted; 0 when nothing is left
    public Result<Integer> purge() {
        return database.query(ExportsSql.PURGE).one(row -> row.getInt(1));
    }

    /// How long the oldest export that is over, or that nobody writes, is overdue; zero when there is none.
    public Result<Duration> oldestWaiting() {
        return database.query(ExportsSql.OLDEST_WAITING)
                .bind("silent_seconds", Limits.EXPORT_SILENCE_MAX.toSeconds())
                .one(row -> seconds(row, "seconds"));
    }

    /// Empty when another request began one at the same time, which the next attempt finds.
    private Result<Optional<Export>> tryToBegin(String userId) {
        return database.query(ExportsSql.BEGIN)
                .bind("user_id", userId)
                .bind("interval_seconds", Limits.EXPORT_INTERVAL.toSeconds())
                .optional(EXPORT);
    }

    private Result<List<UUID>> silent(int givenUp) {
        if (givenUp > 0) {
            LOG.error("{} exports took longer than {}, and have failed", givenUp, Limits.EXPORT_WRITING_TIME_MAX);
        }
        return database.query(ExportsSql.SILENT)
                .bind("silent_seconds", Limits.EXPORT_SILENCE_MAX.toSeconds())
                .list(ID);
    }

    private static int wake(List<UUID> ids, Consumer<String> put) {
        ids.forEach(id -> put.accept(new StepKey(id).toString()));
        return ids.size();
    }
}
