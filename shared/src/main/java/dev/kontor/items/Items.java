package dev.kontor.items;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.tree.TreeLock;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The data access of files and folders many at once. Every call works on the rows of one user, and on
/// all items or none: it answers what the single operation would for the first item that cannot be
/// done, with a field error for each. An item that is named twice counts once. Thread-safe.
///
/// Each call returns how many items it changed. [dev.kontor.trash.Trash] restores them.
public final class Items {

    private final Database database;

    public Items(Database database) {
        this.database = database;
    }

    /// Moves everything into one folder. `DUPLICATE_ENTRY` for a name that is taken there or comes
    /// twice, `CONFLICT` for a folder that would lie inside itself.
    ///
    /// @param parentFolderId null for the top level
    public Result<Integer> move(String userId, ItemList items, @Nullable UUID parentFolderId) {
        var move = bound(ItemsSql.MOVE, userId, items).bind("parent_folder_id", parentFolderId);
        return TreeLock.holding(database, userId, () -> items.doneBy(move));
    }

    /// Moves everything to the trash, as one batch. What lies below a folder of the list goes along
    /// with that folder.
    public Result<Integer> trash(String userId, ItemList items) {
        var trash = bound(ItemsTrashSql.TRASH, userId, items);
        return items.hasFolders() ? TreeLock.holding(database, userId, () -> items.doneBy(trash)) : items.doneBy(trash);
    }

    /// Makes everything a favourite, or no longer one.
    public Result<Integer> mark(String userId, ItemList items, boolean isFavorite) {
        return items.doneBy(bound(ItemsSql.MARK, userId, items).bind("is_favorite", isFavorite));
    }

    /// Puts a tag on files; nothing changes where it is there already. `VALIDATION_FAILED` for a
    /// folder, and for a file that has [Limits#TAGS_PER_FILE] others.
    public Result<Integer> tag(String userId, ItemList items, UUID tagId) {
        var tag = bound(ItemsSql.TAG, userId, items).bind("tag_id", tagId).bind("tags_max", Limits.TAGS_PER_FILE);
        return onlyFiles(items).flatMap(files -> lockedIfOvertaken(userId, files, () -> files.doneBy(tag)));
    }

    /// Takes a tag off files; nothing changes where it is not there. `VALIDATION_FAILED` for a folder.
    public Result<Integer> untag(String userId, ItemList items, UUID tagId) {
        var untag = bound(ItemsSql.UNTAG, userId, items).bind("tag_id", tagId);
        return onlyFiles(items).flatMap(files -> files.doneBy(untag));
    }

    private BoundQuery bound(Query query, String userId, ItemList items) {
        return items.bindTo(database.query(query).bind("user_id", userId));
    }

    private static Result<ItemList> onlyFiles(ItemList items) {
        return items.without(ItemId::isFolder, Refusal.FOLDER_WITHOUT_TAGS);
    }

    /// Runs a statement, and once more after locking the files if another request changed one of them
    /// while the statement waited.
    private Result<Integer> lockedIfOvertaken(String userId, ItemList files, Supplier<Result<Integer>> statement) {
        var result = statement.get();
        return result.equals(Refusal.OVERTAKEN.<Integer>result())
                ? database.transact(() -> lock(userId, files).flatMap(locked -> statement.get()))
                : result;
    }

    private Result<Integer> lock(String userId, ItemList files) {
        return bound(ItemsSql.LOCK_FILES, userId, files).one(row -> row.getInt(1));
    }
}
