package dev.kontor.files;

import dev.kontor.quotas.DefaultQuota;
import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.tree.ItemFilters;
import dev.kontor.tree.SiblingName;
import dev.kontor.tree.TreeSql;
import dev.kontor.versions.PendingUpload;
import dev.kontor.versions.PendingUploadMapper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// The data access of files. Every call works on the rows of one user. It answers
/// `RESOURCE_NOT_FOUND` for a file that does not exist, is in the trash, or belongs to another
/// user. Thread-safe.
public final class Files {

    /// The keys that files can be sorted by.
    public static final Set<SortKey> SORTS =
            Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME, SortKey.SIZE));

    private static final RowMapper<File> FILE = new FileMapper();
    private static final RowMapper<PendingUpload> UPLOAD = new PendingUploadMapper();
    private static final RowMapper<CreatedFile> CREATED = row -> new CreatedFile(FILE.map(row), UPLOAD.map(row));
    private static final RowMapper<Boolean> LOCKED = row -> row.getBoolean(1);

    private final Database database;
    private final DefaultQuota defaultQuota;

    public Files(Database database, DefaultQuota defaultQuota) {
        this.database = database;
        this.defaultQuota = defaultQuota;
    }

    /// Creates a file and its version 1, whose content is still to be uploaded. `DUPLICATE_ENTRY`
    /// when the folder has a file of this name, `QUOTA_EXCEEDED` when the user has not enough room.
    public Result<CreatedFile> create(String userId, NewFile file) {
        return create(userId, file, file.name());
    }

    /// Creates a file under its own name or, when that is taken, as "name (2).ext" and so on.
    public Result<CreatedFile> createRenaming(String userId, NewFile file) {
        return SiblingName.ofFile(file.name())
                .createRenaming(
                        database,
                        TreeSql.FREE_FILE_NAMES,
                        userId,
                        file.parentFolderId(),
                        name -> create(userId, file, name));
    }

    public Result<File> get(String userId, UUID id) {
        return database.query(FilesSql.GET)
                .bind("user_id", userId)
                .bind("id", id)
                .one(FILE, Refusal.NO_FILE);
    }

    public Result<Page<File>> list(ListRequest<FileFilter> request) {
        var filter = request.filter();
        return database.query(FilesSql.LIST, request)
                .filter(FilesSql.AT_ROOT, filter.inFolder().atRoot())
                .filter(
                        FilesSql.IN_FOLDER,
                        "parent_folder_id",
                        filter.inFolder().folderId())
                .filter(ItemFilters.FAVORITE, Boolean.TRUE.equals(filter.isFavorite()))
                .filter(ItemFilters.NOT_FAVORITE, Boolean.FALSE.equals(filter.isFavorite()))
                .filter(FilesSql.OF_TYPE, "mime_type", filter.mimeType())
                .filter(FilesSql.TAGGED, "tag_id", filter.tagId())
                .bind("walked", Limits.WALKED_ROWS)
                .page(FILE);
    }

    /// Renames, moves, describes or marks a file. `DUPLICATE_ENTRY` when the name is taken where
    /// the file is then, `PRECONDITION_FAILED` when it is not as `ifMatch` says.
    public Result<File> update(String userId, UUID id, FilePatch patch, IfMatch ifMatch) {
        return lockedIfOvertaken(userId, id, () -> updateOnce(userId, id, patch, ifMatch));
    }

    /// Moves a file to the trash, as a batch of its own. `PRECONDITION_FAILED` when it is not as
    /// `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.query(FilesSql.DELETE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind(ifMatch)
                .doneOrRefusal();
    }

    /// Puts a tag on a file; nothing changes when it is there already. `VALIDATION_FAILED` when the
    /// file has [Limits#TAGS_PER_FILE] others.
    public Result<Done> tag(String userId, UUID id, UUID tagId) {
        var link = link(FilesSql.TAG, userId, id, tagId).bind("tags_max", Limits.TAGS_PER_FILE);
        return lockedIfOvertaken(userId, id, link::doneOrRefusal);
    }

    /// Takes a tag off a file; nothing changes when it is not there.
    public Result<Done> untag(String userId, UUID id, UUID tagId) {
        return link(FilesSql.UNTAG, userId, id, tagId).doneOrRefusal();
    }

    private BoundQuery link(Query query, String userId, UUID id, UUID tagId) {
        return database.query(query).bind("user_id", userId).bind("id", id).bind("tag_id", tagId);
    }

    /// Runs a statement, and once more after locking the file if another request changed the file
    /// while the statement waited.
    private <T> Result<T> lockedIfOvertaken(String userId, UUID id, Supplier<Result<T>> statement) {
        var result = statement.get();
        return result.equals(Refusal.OVERTAKEN.<T>result())
                ? database.transact(() -> lock(userId, id).flatMap(locked -> statement.get()))
                : result;
    }

    private Result<Optional<Boolean>> lock(String userId, UUID id) {
        return database.query(FilesSql.LOCK)
                .bind("user_id", userId)
                .bind("id", id)
                .optional(LOCKED);
    }

    private Result<File> updateOnce(String userId, UUID id, FilePatch patch, IfMatch ifMatch) {
        var parentFolderId = patch.parentFolderId();
        return database.query(FilesSql.UPDATE)
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
                .bind("is_public", patch.isPublic().value())
                .bind(ifMatch)
                .oneOrRefusal(FILE);
    }

    private Result<CreatedFile> create(String userId, NewFile file, String name) {
        return database.query(FilesSql.CREATE)
                .bind("user_id", userId)
                .bind("name", name)
                .bind("mime_type", file.mimeType())
                .bind("size", file.size())
                .bind("default_quota", defaultQuota.bytes())
                .bind("description", file.description())
                .bind("checksum", file.checksum())
                .bind("part_size", file.partSize())
                .bind("parent_folder_id", file.parentFolderId())
                .bindIds("tag_ids", file.tagIds())
                .oneOrRefusal(CREATED);
    }
}
