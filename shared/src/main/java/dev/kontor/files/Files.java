package dev.kontor.files;

import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Bindings;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.tree.SiblingName;
import dev.kontor.tree.TreeLock;
import dev.kontor.tree.TreeSql;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The data access of files. Every call works on the rows of one user and answers
/// `RESOURCE_NOT_FOUND` for what is another's, in the trash or nowhere. Thread-safe.
public final class Files {

    /// What files can be sorted by.
    public static final Set<SortKey> SORTS = Collections.unmodifiableSet(EnumSet.allOf(SortKey.class));

    private static final RowMapper<File> FILE = new FileMapper();
    private static final RowMapper<CreatedFile> CREATED =
            (row, context) -> new CreatedFile(FILE.map(row, context), row.getString("storage_key"));

    private final Database database;

    public Files(Database database) {
        this.database = database;
    }

    /// Makes a file and its version 1, whose content has yet to arrive. `DUPLICATE_ENTRY` when the
    /// folder has a file of this name.
    public Result<CreatedFile> create(String userId, NewFile file) {
        return database.run(handle -> create(handle, userId, file));
    }

    /// Makes a file under its own name or, where that is taken, as "name (2).ext" and so on.
    public Result<CreatedFile> createRenaming(String userId, NewFile file) {
        return SiblingName.ofFile(file.name())
                .createRenaming(
                        database,
                        TreeSql.FREE_FILE_NAME,
                        userId,
                        file.parentFolderId(),
                        (handle, name) -> create(handle, userId, file.named(name)));
    }

    public Result<File> get(String userId, UUID id) {
        return database.run(handle -> handle.createQuery(FilesSql.GET.sql())
                .bind("user_id", userId)
                .bind("id", id)
                .map(FILE)
                .findOne()
                .map(Result::ok)
                .orElseGet(Refusal.NO_FILE::result));
    }

    public Result<Page<File>> list(ListRequest<FileFilter> request) {
        var filter = request.filter();
        return FilesSql.LIST.page(
                database,
                request,
                statement -> {
                    filter.inFolder().bind(statement);
                    statement
                            .bind("tag_id", filter.tagId())
                            .bind("is_favorite", filter.isFavorite())
                            .bind("mime_type", filter.mimeType());
                },
                FILE);
    }

    /// Renames, moves, describes or marks a file. `DUPLICATE_ENTRY` when the name is taken where
    /// the file then is, `PRECONDITION_FAILED` when it is not as `ifMatch` says.
    public Result<File> update(String userId, UUID id, FilePatch patch, IfMatch ifMatch) {
        var updated = database.run(handle -> update(handle, userId, id, patch, ifMatch));
        return updated.equals(Refusal.OVERTAKEN.<File>result())
                ? database.transact(transaction -> {
                    lock(transaction, userId, id);
                    return update(transaction, userId, id, patch, ifMatch);
                })
                : updated;
    }

    /// Moves a file to the trash, as a batch of its own. `PRECONDITION_FAILED` when it is not as
    /// `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.run(handle -> {
            var statement = handle.createQuery(FilesSql.DELETE.sql())
                    .bind("user_id", userId)
                    .bind("id", id);
            Bindings.ifMatch(statement, ifMatch);
            return statement.map(Refusal.OR_DONE).one();
        });
    }

    /// Puts a tag on a file; nothing changes when it is there already.
    public Result<Done> tag(String userId, UUID id, UUID tagId) {
        return link(FilesSql.TAG, userId, id, tagId);
    }

    /// Takes a tag off a file; nothing changes when it is not there.
    public Result<Done> untag(String userId, UUID id, UUID tagId) {
        return link(FilesSql.UNTAG, userId, id, tagId);
    }

    private Result<Done> link(Query query, String userId, UUID id, UUID tagId) {
        return database.run(handle -> handle.createQuery(query.sql())
                .bind("user_id", userId)
                .bind("id", id)
                .bind("tag_id", tagId)
                .map(Refusal.OR_DONE)
                .one());
    }

    private static void lock(Handle transaction, String userId, UUID id) {
        var statement = transaction
                .createQuery(FilesSql.LOCK.sql())
                .bind("user_id", userId)
                .bind("id", id);
        TreeLock.bind(statement);
        statement.mapTo(Boolean.class).findOne();
    }

    private static Result<File> update(Handle handle, String userId, UUID id, FilePatch patch, IfMatch ifMatch) {
        var parentFolderId = patch.parentFolderId();
        var statement = handle.createQuery(FilesSql.UPDATE.sql())
                .bind("user_id", userId)
                .bind("id", id)
                .bind("sets_name", patch.name().given())
                .bind("name", patch.name().value())
                .bind("sets_description", patch.description().given())
                .bind("description", patch.description().value())
                .bind("moves", parentFolderId.given())
                .bind("parent_folder_id", parentFolderId.value())
                .bind("is_favorite", patch.isFavorite().value())
                .bind("is_public", patch.isPublic().value());
        TreeLock.bind(statement);
        Bindings.ifMatch(statement, ifMatch);
        return statement.map(Refusal.or(FILE)).one();
    }

    private static Result<CreatedFile> create(Handle handle, String userId, NewFile file) {
        var statement = handle.createQuery(FilesSql.CREATE.sql())
                .bind("user_id", userId)
                .bind("name", file.name())
                .bind("mime_type", file.mimeType())
                .bind("size", file.size())
                .bind("description", file.description())
                .bind("checksum", file.checksum())
                .bind("parent_folder_id", file.parentFolderId())
                .bindArray("tag_ids", UUID.class, file.tagIds());
        TreeLock.bind(statement);
        return statement.map(Refusal.or(CREATED)).one();
    }
}
