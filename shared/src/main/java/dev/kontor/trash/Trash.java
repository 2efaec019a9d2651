package dev.kontor.trash;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.seconds;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.folders.Child;
import dev.kontor.folders.ChildMapper;
import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.DatabaseUnavailableException;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.tree.SiblingName;
import dev.kontor.tree.TreeLock;
import dev.kontor.tree.TreeSql;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data access of the trash (0008, 0017): what was itself deleted, each with what went with it
/// as one batch. A batch comes back whole. For good it goes by a mark, at once and whole as well;
/// its rows follow in bounded steps, which anybody may take up where they were broken off.
/// Thread-safe.
public final class Trash {

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    private static final RowMapper<Child> CHILD = new ChildMapper();

    private static final RowMapper<TrashItem> ITEM = row -> new TrashItem(CHILD.map(row), instant(row, "deleted_at"));

    private static final RowMapper<Step> STEP = row -> new Step(row.getInt("deleted_rows"), row.getBoolean("is_done"));

    private static final RowMapper<Attempt> ATTEMPT = row -> {
        var isFile = row.getString("type").equals(Child.FILE);
        var name = row.getString("place_name");
        return new Attempt(
                row.getBoolean("is_taken") ? null : CHILD.map(row),
                isFile ? SiblingName.ofFile(name) : SiblingName.ofFolder(name),
                isFile ? TreeSql.FREE_FILE_NAME : TreeSql.FREE_FOLDER_NAME,
                optionalUuid(row, "place_parent_folder_id"));
    };

    private final Database database;

    /// @param isDone whether nothing is left to delete, but for what others are at
    private record Step(int deletedRows, boolean isDone) {}

    /// @param restored null when the name is taken where the thing would go
    /// @param freeName finds another
    private record Attempt(
            @Nullable Child restored,
            SiblingName name,
            Query freeName,
            @Nullable UUID parentFolderId) {}

    public Trash(Database database) {
        this.database = database;
    }

    /// What was itself deleted, by when; not what went with it.
    public Result<Page<TrashItem>> list(ListRequest<TrashFilter> request) {
        return database.query(TrashSql.LIST, request).page(ITEM);
    }

    /// Brings a file or folder back with exactly what went with it: to where it was, or to the top
    /// level if that is gone or in the trash; under its name, or as "name (2).ext" if that is
    /// taken.
    public Result<Child> restore(String userId, UUID id) {
        return TreeLock.holdingForSubtree(
                database, userId, () -> attempt(userId, id, null).flatMap(attempt -> restored(userId, id, attempt)));
    }

    /// Deletes a file or folder of the trash for good, with what went with it. From here on it is
    /// in no list and does not come back. Its rows go as far as [Limits#PURGE_STEPS_PER_REQUEST] allow, and the
    /// rest with [#purge]; its objects in S3 are left to their queue. `PRECONDITION_FAILED` when it
    /// is not as `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.query(TrashSql.DELETE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind(ifMatch)
                .oneOrRefusal(row -> uuid(row, "id"))
                .map(item -> purgeNow(userId, item));
    }

    /// Deletes all of a user's trash for good, as [#delete] does. A restore that is under way wins.
    public Result<Done> empty(String userId) {
        Result<Integer> marked;
        do {
            marked = markAll(userId);
        } while (marked.equals(Result.ok(Limits.TRASH_ITEMS_PER_STATEMENT)));
        return marked.map(count -> purgeNow(userId, null));
    }

    /// Gives up, of all users' trash, what has been there for longer than that: the oldest first,
    /// at most [Limits#PURGE_ROWS_PER_STATEMENT].
    ///
    /// @return how many; 0 when there is none
    public Result<Integer> expire(Duration retention) {
        return database.query(TrashSql.EXPIRE)
                .bind("retention_seconds", retention.toSeconds())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .execute();
    }

    /// Deletes rows of what was given up, of all users: a step of at most [Limits#PURGE_ROWS_PER_STATEMENT] of a
    /// kind, in a transaction of its own. Several may do so at once.
    ///
    /// @return how many; 0 when there is none, but for what others are at
    public Result<Integer> purge() {
        return purge(null, null).map(Step::deletedRows);
    }

    /// How long the oldest of all users' items waits that is past its time, or was given up and has
    /// rows yet; zero where there is none. Of many that were given up, it looks at those that go
    /// next.
    public Result<Duration> oldestWaiting(Duration retention) {
        return database.query(PurgeSql.OLDEST_WAITING)
                .bind("retention_seconds", retention.toSeconds())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .one(row -> seconds(row, "seconds"));
    }

    private Done purgeNow(String userId, @Nullable UUID item) {
        try {
            var isDone = false;
            for (var steps = 0; !isDone && steps < Limits.PURGE_STEPS_PER_REQUEST; steps++) {
                isDone = purge(userId, item).orElseThrow().isDone();
            }
        } catch (DatabaseUnavailableException e) {
            // It is deleted: the mark says so. What is left of it goes with the next purge.
            LOG.warn("rows are left to the next purge: {}", e.getMessage());
        }
        return Done.DONE;
    }

    private Result<Child> restored(String userId, UUID id, Attempt attempt) {
        return attempt.restored() == null ? renamed(userId, id, attempt) : Result.ok(attempt.restored());
    }

    private Result<Child> renamed(String userId, UUID id, Attempt attempt) {
        return attempt.name()
                .free(database, attempt.freeName(), userId, attempt.parentFolderId())
                .flatMap(name -> attempt(userId, id, name))
                .flatMap(again ->
                        again.restored() == null ? Refusal.NO_FREE_NAME.result() : Result.ok(again.restored()));
    }

    /// @param name null for the name that it has
    private Result<Attempt> attempt(String userId, UUID id, @Nullable String name) {
        return database.query(RestoreSql.RESTORE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("name", name)
                .oneOrRefusal(ATTEMPT);
    }

    /// @return how many items were marked, at most [Limits#TRASH_ITEMS_PER_STATEMENT]
    private Result<Integer> markAll(String userId) {
        return database.query(TrashSql.EMPTY)
                .bind("user_id", userId)
                .bind("limit", Limits.TRASH_ITEMS_PER_STATEMENT)
                .execute();
    }

    /// @param userId null for all users
    /// @param itemId null for all items
    private Result<Step> purge(@Nullable String userId, @Nullable UUID itemId) {
        return database.query(PurgeSql.PURGE)
                .bind("user_id", userId)
                .bind("trash_id", itemId)
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .one(STEP);
    }
}
