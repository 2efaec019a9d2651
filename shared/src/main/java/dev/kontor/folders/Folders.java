package dev.kontor.folders;

import dev.kontor.folders.FolderWithPath.Ancestor;
import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Columns;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.tree.InFolder;
import dev.kontor.tree.ItemFilters;
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

/// The data access of folders. Every call works on the rows of one user. It answers
/// `RESOURCE_NOT_FOUND` for a folder that does not exist, is in the trash, or belongs to another
/// user. Thread-safe.
public final class Folders {

    /// The keys that folders can be sorted by.
    public static final Set<SortKey> SORTS =
            Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME));

    private static final RowMapper<Folder> FOLDER = new FolderMapper();

    private static final RowMapper<FolderWithPath> FOLDER_WITH_PATH =
            row -> new FolderWithPath(FOLDER.map(row), path(row));

    private static final RowMapper<Child> CHILD = new ChildMapper();

    private final Database database;

    public Folders(Database database) {
        this.database = database;
    }

    /// Creates a folder. `DUPLICATE_ENTRY` when its place has a folder of this name.
    public Result<Folder> create(String userId, NewFolder folder) {
        return create(userId, folder, folder.name());
    }

    /// Creates a folder under its own name or, when that is taken, as "name (2)" and so on.
    public Result<Folder> createRenaming(String userId, NewFolder folder) {
        return SiblingName.ofFolder(folder.name())
                .createRenaming(
                        database,
                        TreeSql.FREE_FOLDER_NAMES,
                        userId,
                        folder.parentFolderId(),
                        name -> create(userId, folder, name));
    }

    /// One folder with its path: the nearest [Limits#ANCESTORS_SHOWN_MAX] ancestors.
    public Result<FolderWithPath> get(String userId, UUID id) {
        return database.query(FoldersSql.GET)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("ancestors_max", Limits.ANCESTORS_SHOWN_MAX)
                .one(FOLDER_WITH_PATH, Refusal.NO_FOLDER);
    }

    public Result<Page<Folder>> list(ListRequest<FolderFilter> request) {
        var filter = request.filter();
        return database.query(FoldersSql.LIST, request)
                .filter(FoldersSql.AT_ROOT, filter.inFolder().atRoot())
                .filter(
                        FoldersSql.IN_FOLDER,
                        "parent_folder_id",
                        filter.inFolder().folderId())
                .filter(ItemFilters.FAVORITE, Boolean.TRUE.equals(filter.isFavorite()))
                .filter(ItemFilters.NOT_FAVORITE, Boolean.FALSE.equals(filter.isFavorite()))
                .page(FOLDER);
    }

    /// Lists the items of a folder, or of the top level: its folders first, then its files.
    public Result<Page<Child>> children(ListRequest<InFolder> request) {
        var place = request.filter();
        return database.query(FoldersSql.CHILDREN, request)
                .filter(FoldersSql.AT_ROOT, place.atRoot())
                .filter(FoldersSql.IN_FOLDER, "parent_folder_id", place.folderId())
                .page(CHILD);
    }

    /// Renames, moves, describes or marks a folder. `DUPLICATE_ENTRY` when the name is taken where
    /// the folder is then, `CONFLICT` when it would lie inside itself, `PRECONDITION_FAILED` when
    /// it is not as `ifMatch` says.
    public Result<Folder> update(String userId, UUID id, FolderPatch patch, IfMatch ifMatch) {
        return patch.parentFolderId().given()
                ? TreeLock.holding(database, userId, () -> updateOnce(userId, id, patch, ifMatch))
                : updateOnce(userId, id, patch, ifMatch);
    }

    /// Moves a folder to the trash, with everything alive below it, as one batch.
    /// `PRECONDITION_FAILED` when it is not as `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        var deletion = database.query(FoldersSql.DELETE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind(ifMatch);
        return TreeLock.holding(database, userId, deletion::doneOrRefusal);
    }

    private Result<Folder> create(String userId, NewFolder folder, String name) {
        return database.query(FoldersSql.CREATE)
                .bind("user_id", userId)
                .bind("parent_folder_id", folder.parentFolderId())
                .bind("name", name)
                .bind("description", folder.description())
                .oneOrRefusal(FOLDER);
    }

    private Result<Folder> updateOnce(String userId, UUID id, FolderPatch patch, IfMatch ifMatch) {
        var parentFolderId = patch.parentFolderId();
        return database.query(FoldersSql.UPDATE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("changes", patch.changes())
                .bind("sets_name", patch.name().given())
                .bind("name", patch.name().value())
                .bind("sets_description", patch.description().given())
                .bind("description", patch.description().value())
                .bind("moves", parentFolderId.given())
                .bind("parent_folder_id", parentFolderId.value())
                .bind("is_favorite", patch.isFavorite().value())
                .bind(ifMatch)
                .oneOrRefusal(FOLDER);
    }

    private static List<Ancestor> path(ResultSet row) throws SQLException {
        List<UUID> ids = Columns.list(row, "path_ids");
        List<String> names = Columns.list(row, "path_names");
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new Ancestor(ids.get(i), names.get(i)))
                .toList();
    }
}
