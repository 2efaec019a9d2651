package dev.kontor.folders;

import dev.kontor.folders.FolderWithPath.Ancestor;
import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Bindings;
import dev.kontor.shared.database.Columns;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.tree.InFolder;
import dev.kontor.tree.SiblingName;
import dev.kontor.tree.TreeLock;
import dev.kontor.tree.TreeSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The data access of folders. Every call works on the rows of one user and answers
/// `RESOURCE_NOT_FOUND` for what is another's, in the trash or nowhere. Thread-safe.
public final class Folders {

    /// What folders can be sorted by.
    public static final Set<SortKey> SORTS =
            Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME));

    private static final RowMapper<Folder> FOLDER = new FolderMapper();

    private static final RowMapper<FolderWithPath> FOLDER_WITH_PATH =
            (row, context) -> new FolderWithPath(FOLDER.map(row, context), path(row));

    private static final RowMapper<Child> CHILD = new ChildMapper();

    private final Database database;

    public Folders(Database database) {
        this.database = database;
    }

    /// Makes a folder. `DUPLICATE_ENTRY` when there is one of this name beside it.
    public Result<Folder> create(String userId, NewFolder folder) {
        return database.run(handle -> create(handle, userId, folder, folder.name()));
    }

    /// Makes a folder under its own name or, where that is taken, as "name (2)" and so on.
    public Result<Folder> createRenaming(String userId, NewFolder folder) {
        return SiblingName.ofFolder(folder.name())
                .createRenaming(
                        database,
                        TreeSql.FREE_FOLDER_NAME,
                        userId,
                        folder.parentFolderId(),
                        (handle, name) -> create(handle, userId, folder, name));
    }

    public Result<FolderWithPath> get(String userId, UUID id) {
        return database.run(handle -> handle.createQuery(FoldersSql.GET.sql())
                .bind("user_id", userId)
                .bind("id", id)
                .map(FOLDER_WITH_PATH)
                .findOne()
                .map(Result::ok)
                .orElseGet(Refusal.NO_FOLDER::result));
    }

    public Result<Page<Folder>> list(ListRequest<FolderFilter> request) {
        var filter = request.filter();
        return FoldersSql.LIST.page(
                database,
                request,
                statement -> {
                    filter.inFolder().bind(statement);
                    statement.bind("is_favorite", filter.isFavorite());
                },
                FOLDER);
    }

    /// What lies in a folder, or at the top level: its folders first, then its files.
    public Result<Page<Child>> children(ListRequest<InFolder> request) {
        return FoldersSql.CHILDREN.page(database, request, request.filter()::bind, CHILD);
    }

    /// Renames, moves, describes or marks a folder. `DUPLICATE_ENTRY` when the name is taken where
    /// the folder then is, `CONFLICT` when that is inside itself, `PRECONDITION_FAILED` when it is
    /// not as `ifMatch` says.
    public Result<Folder> update(String userId, UUID id, FolderPatch patch, IfMatch ifMatch) {
        if (!patch.parentFolderId().given()) {
            return database.run(handle -> update(handle, userId, id, patch, ifMatch));
        }
        return database.transact(transaction -> {
            TreeLock.take(transaction, userId);
            return update(transaction, userId, id, patch, ifMatch);
        });
    }

    /// Moves a folder to the trash with all that is alive below it, as one batch.
    /// `PRECONDITION_FAILED` when it is not as `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.transact(transaction -> {
            TreeLock.take(transaction, userId);
            var statement = transaction
                    .createQuery(FoldersSql.DELETE.sql())
                    .bind("user_id", userId)
                    .bind("id", id);
            Bindings.ifMatch(statement, ifMatch);
            return statement.map(Refusal.OR_DONE).one();
        });
    }

    private static Result<Folder> create(Handle handle, String userId, NewFolder folder, String name) {
        var statement = handle.createQuery(FoldersSql.CREATE.sql())
                .bind("user_id", userId)
                .bind("parent_folder_id", folder.parentFolderId())
                .bind("name", name)
                .bind("description", folder.description());
        TreeLock.bind(statement);
        return statement.map(Refusal.or(FOLDER)).one();
    }

    private static Result<Folder> update(Handle handle, String userId, UUID id, FolderPatch patch, IfMatch ifMatch) {
        var parentFolderId = patch.parentFolderId();
        var statement = handle.createQuery(FoldersSql.UPDATE.sql())
                .bind("user_id", userId)
                .bind("id", id)
                .bind("sets_name", patch.name().given())
                .bind("name", patch.name().value())
                .bind("sets_description", patch.description().given())
                .bind("description", patch.description().value())
                .bind("moves", parentFolderId.given())
                .bind("parent_folder_id", parentFolderId.value())
                .bind("is_favorite", patch.isFavorite().value());
        TreeLock.bind(statement);
        Bindings.ifMatch(statement, ifMatch);
        return statement.map(Refusal.or(FOLDER)).one();
    }

    private static List<Ancestor> path(ResultSet row) throws SQLException {
        List<UUID> ids = Columns.list(row, "path_ids");
        List<String> names = Columns.list(row, "path_names");
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new Ancestor(ids.get(i), names.get(i)))
                .toList();
    }
}
