package dev.kontor.trash;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.seconds;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.folders.Child;
import dev.kontor.folders.ChildMapper;
import dev.kontor.items.ItemList;
import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Columns;
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

/// The data access of the trash (decisions 0008 and 0017). Each item is a file or folder that was
/// itself deleted. Together with everything that was deleted along with it, it forms a batch.
///
/// A batch is restored as a whole. It is also deleted for good as a whole, by a mark. Its rows are
/// deleted afterwards in bounded steps, and any caller can continue where another stopped.
/// Thread-safe.
public final class Trash {

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    private static final RowMapper<Child> CHILD = new ChildMapper();

    private static final RowMapper<TrashItem> ITEM = row -> new TrashItem(CHILD.map(row), instant(row, "deleted_at"));

    private static final RowMapper<Step> STEP = row -> new Step(row.getInt("deleted_rows"), row.getBoolean("is_done"));

    private static final RowMapper<RestoreAttempt> ATTEMPT = row -> {
        var isFile = row.getString("type").equals(Child.FILE);
        var name = row.getString("place_name");
        return new RestoreAttempt(
                row.getBoolean("is_taken") ? null : CHILD.map(row),
                isFile ? SiblingName.ofFile(name) : SiblingName.ofFolder(name),
                isFile ? TreeSql.FREE_FILE_NAMES : TreeSql.FREE_FOLDER_NAMES,
                optionalUuid(row, "place_parent_folder_id"),
                ItemList.of(Columns.list(row, "mate_types"), Columns.list(row, "mate_ids")));
    };

    private final Database database;
    private final ItemRestores restores;

    /// @param isDone whether nothing is left to delete, except for rows that others are deleting
    private record Step(int deletedRows, boolean isDone) {}

    /// @param restored null when the name is taken in the place where it would go
    /// @param name the name that was tried
    /// @param freeName the statement that finds another name there
    /// @param parentFolderId that place; null for the top level
    /// @param mates the other items of a list that it was deleted with
    private record RestoreAttempt(
            @Nullable Child restored,
            SiblingName name,
            Query freeName,
            @Nullable UUID parentFolderId,
            ItemList mates) {}

    public Trash(Database database) {
        this.database = database;
        this.restores = new ItemRestores(database);
    }

    /// Lists the items, sorted by the time of deletion.
    public Result<Page<TrashItem>> list(ListRequest<TrashFilter> request) {
        return database.query(TrashSql.LIST, request).page(ITEM);
    }

    /// Restores a file or folder with exactly what was deleted along with it: what lay below it, and
    /// the other items of a list that went to the trash at once. Each goes to its former place, or to
    /// the top level if that place is gone or in the trash. It keeps its name, or becomes
    /// "name (2).ext" if that is taken.
    public Result<Child> restore(String userId, UUID id) {
        return TreeLock.holdingForSubtree(
                database, userId, () -> attempt(userId, id, null).flatMap(attempt -> restored(userId, id, attempt)));
    }

    /// Restores these items, as [#restore] does, and no others, all or none. An item in a folder of the
    /// list that was deleted along with it comes back with that folder. `RESOURCE_NOT_FOUND` for others
    /// that are not in the trash.
    ///
    /// @return how many different items the list has
    public Result<Integer> restore(String userId, ItemList items) {
        return TreeLock.holdingForSubtree(database, userId, () -> restores.restore(userId, items));
    }

    /// Deletes a file or folder of the trash for good, with everything that was deleted along with
    /// it. From then on it is in no list and cannot be restored. This call deletes as many of its
    /// rows as [Limits#PURGE_STEPS_PER_REQUEST] allow, and [#purge] deletes the rest. A queue
    /// deletes its objects in S3. `PRECONDITION_FAILED` when it is not as `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.query(TrashSql.DELETE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind(ifMatch)
                .oneOrRefusal(row -> uuid(row, "id"))
                .map(item -> purgeNow(userId, item));
    }

    /// Deletes all of a user's trash for good, as [#delete] does. Items that are just being
    /// restored are left out.
    public Result<Done> empty(String userId) {
        Result<Integer> marked;
        do {
            marked = markAll(userId);
        } while (marked.equals(Result.ok(Limits.TRASH_ITEMS_PER_STATEMENT)));
        return marked.map(count -> purgeNow(userId, null));
    }

    /// Marks the expired items of all users as deleted for good: the oldest first, at most
    /// [Limits#PURGE_ROWS_PER_STATEMENT].
    ///
    /// @param retention the time after which an item expires
    /// @return how many items it marked
    public Result<Integer> expire(Duration retention) {
        return database.query(TrashSql.EXPIRE)
                .bind("retention_seconds", retention.toSeconds())
                .execute();
    }

    /// Deletes rows of the marked items of all users: one step of at most
    /// [Limits#PURGE_ROWS_PER_STATEMENT] rows of each kind. Several callers may do so at once.
    ///
    /// @return how many rows it deleted; 0 when none is left, except for rows that others are
    ///   deleting
    public Result<Integer> purge() {
        return database.query(PurgeSql.OF_ALL_USERS).one(STEP).map(Step::deletedRows);
    }

    /// The waiting time of the oldest item, of all users: since it expired or, if it is marked and
    /// still has rows, since it was marked. Zero when no item waits. Of the marked items it reads
    /// only those that [#purge] takes next.
    public Result<Duration> oldestWaiting(Duration retention) {
        return database.query(PurgeSql.OLDEST_WAITING)
                .bind("retention_seconds", retention.toSeconds())
                .one(row -> seconds(row, "seconds"));
    }

    private Done purgeNow(String userId, @Nullable UUID item) {
        try {
            var isDone = false;
            for (var steps = 0; !isDone && steps < Limits.PURGE_STEPS_PER_REQUEST; steps++) {
                var step = database.query(item == null ? PurgeSql.OF_USER : PurgeSql.OF_ITEM)
                        .bind("user_id", userId)
                        .bind("trash_id", item);
                isDone = step.one(STEP).orElseThrow().isDone();
            }
        } catch (DatabaseUnavailableException e) {
            // The mark stands, so it is deleted. The next purge deletes the rows that are left.
            LOG.warn("rows are left to the next purge: {}", e.getMessage());
        }
        return Done.DONE;
    }

    private Result<Child> restored(String userId, UUID id, RestoreAttempt attempt) {
        var child = attempt.restored() == null ? renamed(userId, id, attempt) : Result.ok(attempt.restored());
        var mates = attempt.mates();
        return mates.items().isEmpty()
                ? child
                : child.flatMap(restored -> restores.restore(userId, mates).map(count -> restored));
    }

    private Result<Child> renamed(String userId, UUID id, RestoreAttempt attempt) {
        return attempt.name()
                .free(database, attempt.freeName(), userId, attempt.parentFolderId())
                .flatMap(name -> attempt(userId, id, name))
                .flatMap(again ->
                        again.restored() == null ? Refusal.NO_FREE_NAME.result() : Result.ok(again.restored()));
    }

    /// @param name null to keep its name
    private Result<RestoreAttempt> attempt(String userId, UUID id, @Nullable String name) {
        return database.query(RestoreSql.RESTORE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("name", name)
                .oneOrRefusal(ATTEMPT);
    }

    /// @return how many items were marked, at most [Limits#TRASH_ITEMS_PER_STATEMENT]
    private Result<Integer> markAll(String userId) {
        return database.query(TrashSql.EMPTY).bind("user_id", userId).execute();
    }
}
