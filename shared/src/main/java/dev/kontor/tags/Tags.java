package dev.kontor.tags;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/// The data access of tags. Every call works on the rows of one user. It answers
/// `RESOURCE_NOT_FOUND` for a tag that does not exist or belongs to another user. Thread-safe.
public final class Tags {

    /// The keys that tags can be sorted by.
    public static final Set<SortKey> SORTS =
            Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME));

    private static final RowMapper<Tag> TAG = row -> new Tag(
            uuid(row, "id"),
            row.getString("name"),
            row.getString("color"),
            instant(row, "created_at"),
            instant(row, "updated_at"));

    private final Database database;

    public Tags(Database database) {
        this.database = database;
    }

    /// Creates a tag. `DUPLICATE_ENTRY` when the user has one of this name.
    public Result<Tag> create(String userId, NewTag tag) {
        return database.query(TagsSql.CREATE)
                .bind("user_id", userId)
                .bind("name", tag.name())
                .bind("color", tag.color())
                .one(TAG);
    }

    public Result<Page<Tag>> list(ListRequest<TagFilter> request) {
        return database.query(TagsSql.LIST, request).page(TAG);
    }

    /// Renames or recolours a tag. `DUPLICATE_ENTRY` when the user has another of this name,
    /// `PRECONDITION_FAILED` when it is not as `ifMatch` says.
    public Result<Tag> update(String userId, UUID id, TagPatch patch, IfMatch ifMatch) {
        return database.query(TagsSql.UPDATE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("changes", patch.changes())
                .bind("sets_name", patch.name().given())
                .bind("name", patch.name().value())
                .bind("sets_color", patch.color().given())
                .bind("color", patch.color().value())
                .bind(ifMatch)
                .oneOrRefusal(TAG);
    }

    /// Deletes a tag for good and takes it off every file. `PRECONDITION_FAILED` when it is not as
    /// `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.query(TagsSql.DELETE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind(ifMatch)
                .doneOrRefusal();
    }
}
