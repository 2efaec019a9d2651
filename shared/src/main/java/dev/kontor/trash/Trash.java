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
import dev.kontor.shared.database.Bindings;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.DatabaseUnavailableException;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.tree.SiblingName;
import dev.kontor.tree.TreeLock;
import dev.kontor.tree.TreeSql;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
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

    private static final RowMapper<TrashItem> ITEM =
            (row, context) -> new TrashItem(CHILD.map(row, context), instant(row, "deleted_at"));

    private static final RowMapper<Step> STEP =
            (row, context) -> new Step(row.getInt("deleted_rows"), row.getBoolean("is_done"));

    private static final RowMapper<Attempt> ATTEMPT = (row, context) -> {
        var isFile = row.getString("type").equals(Child.FILE);
        var name = row.getString("place_name");
        return new Attempt(
                row.getBoolean("is_taken") ? null : CHILD.map(row, context),
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
        return TrashSql.LIST.page(database, request, filter -> {}, ITEM);
    }

    /// Brings a file or folder back with exactly what went with it: to where it was, or to the top
    /// level if that is gone or in the trash; under its name, or as "name (2).ext" if that is
    /// taken.
    public Result<Child> restore(String userId, UUID id) {
        return database.transact(transaction -> {
            TreeLock.takeForSubtree(transaction, userId);
            return restore(transaction, userId, id, null)
                    .flatMap(attempt -> attempt.restored() == null
                            ? renamed(transaction, userId, id, attempt)
                            : Result.ok(attempt.restored()));
        });
    }

    /// Deletes a file or folder of the trash for good, with what went with it. From here on it is
    /// in no list and does not come back. Its rows go as far as [Limits#PURGE_STEPS_PER_REQUEST] allow, and the
    /// rest with [#purge]; its objects in S3 are left to their queue. `PRECONDITION_FAILED` when it
    /// is not as `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.run(handle -> give(handle, userId, id, ifMatch)).map(item -> purgeNow(userId, item));
    }

    /// Deletes all of a user's trash for good, as [#delete] does. A restore that is under way wins.
    public Result<Done> empty(String userId) {
        Result<Integer> marked;
        do {
            marked = database.run(handle -> giveAll(handle, userId));
        } while (marked.equals(Result.ok(Limits.TRASH_ITEMS_PER_STATEMENT)));
        return marked.map(count -> purgeNow(userId, null));
    }

    /// Gives up, of all users' trash, what has been there for longer than that: the oldest first,
    /// at most [Limits#PURGE_ROWS_PER_STATEMENT].
    ///
    /// @return how many; 0 when there is none
    public Result<Integer> expire(Duration retention) {
        return database.run(handle -> Result.ok(handle.createUpdate(TrashSql.EXPIRE.sql())
                .bind("retention_seconds", retention.toSeconds())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .execute()));
    }

    /// Deletes rows of what was given up, of all users: a step of at most [Limits#PURGE_ROWS_PER_STATEMENT] of a
    /// kind, in a transaction of its own. Several may do so at once.
    ///
    /// @return how many; 0 when there is none, but for what others are at
    public Result<Integer> purge() {
        return database.run(handle -> purge(handle, null, null)).map(Step::deletedRows);
    }

    /// How long the oldest of all users' items waits that is past its time, or was given up and has
    /// rows yet; zero where there is none. Of many that were given up, it looks at those that go
    /// next.
    public Result<Duration> oldestWaiting(Duration retention) {
        return database.run(handle -> Result.ok(handle.createQuery(TrashSql.OLDEST_WAITING.sql())
                .bind("retention_seconds", retention.toSeconds())
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .map((row, context) -> seconds(row, "seconds"))
                .one()));
    }

    private Done purgeNow(String userId, @Nullable UUID item) {
        try {
            var isDone = false;
            for (var steps = 0; !isDone && steps < Limits.PURGE_STEPS_PER_REQUEST; steps++) {
                isDone = database.run(handle -> purge(handle, userId, item))
                        .orElseThrow()
                        .isDone();
            }
        } catch (DatabaseUnavailableException e) {
            // It is deleted: the mark says so. What is left of it goes with the next purge.
            LOG.warn("rows are left to the next purge: {}", e.getMessage());
        }
        return Done.DONE;
    }

    private static Result<Child> renamed(Handle transaction, String userId, UUID id, Attempt attempt) {
        return attempt.name()
                .free(transaction, attempt.freeName(), userId, attempt.parentFolderId())
                .map(name -> restore(transaction, userId, id, name))
                .orElseGet(Refusal.NO_FREE_NAME::result)
                .flatMap(again ->
                        again.restored() == null ? Refusal.NO_FREE_NAME.result() : Result.ok(again.restored()));
    }

    private static Result<Attempt> restore(Handle transaction, String userId, UUID id, @Nullable String name) {
        return transaction
                .createQuery(TrashSql.RESTORE.sql())
                .bind("user_id", userId)
                .bind("id", id)
                .bind("name", name)
                .map(Refusal.or(ATTEMPT))
                .one();
    }

    /// @return the trash item that is given up
    private static Result<UUID> give(Handle handle, String userId, UUID id, IfMatch ifMatch) {
        var statement = handle.createQuery(TrashSql.DELETE.sql())
                .bind("user_id", userId)
                .bind("id", id);
        Bindings.ifMatch(statement, ifMatch);
        return statement.map(Refusal.or((row, context) -> uuid(row, "id"))).one();
    }

    /// @return how many items are given up, at most [Limits#TRASH_ITEMS_PER_STATEMENT]
    private static Result<Integer> giveAll(Handle handle, String userId) {
        return Result.ok(handle.createUpdate(TrashSql.EMPTY.sql())
                .bind("user_id", userId)
                .bind("limit", Limits.TRASH_ITEMS_PER_STATEMENT)
                .execute());
    }

    private static Result<Step> purge(Handle handle, @Nullable String userId, @Nullable UUID itemId) {
        return Result.ok(handle.createQuery(TrashSql.PURGE.sql())
                .bind("user_id", userId)
                .bind("trash_id", itemId)
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .map(STEP)
                .one());
    }
}
