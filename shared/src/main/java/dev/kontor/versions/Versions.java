package dev.kontor.versions;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.quotas.DefaultQuota;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The data access of a file's versions. Every call works on the rows of one user. It answers
/// `RESOURCE_NOT_FOUND` for a file that does not exist, is in the trash, or belongs to another
/// user, and for a version that the file does not have. Thread-safe.
public final class Versions {

    /// The keys that versions can be sorted by. The order of creation is that of the numbers.
    public static final Set<SortKey> SORTS = Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT));

    private static final RowMapper<Version> VERSION = row -> new Version(
            uuid(row, "id"),
            row.getInt("version"),
            row.getLong("size"),
            row.getString("checksum"),
            row.getString("comment"),
            row.getBoolean("is_uploaded"),
            instant(row, "created_at"),
            instant(row, "updated_at"));

    private static final RowMapper<PendingUpload> PENDING = new PendingUploadMapper();

    private static final RowMapper<AddedVersion> ADDED = row -> new AddedVersion(VERSION.map(row), PENDING.map(row));

    private static final RowMapper<Content> CONTENT =
            row -> new Content(row.getString("storage_key"), row.getString("name"), row.getString("mime_type"), null);

    private static final RowMapper<Boolean> LOCKED = row -> row.getBoolean(1);

    private final Database database;
    private final DefaultQuota defaultQuota;

    public Versions(Database database, DefaultQuota defaultQuota) {
        this.database = database;
        this.defaultQuota = defaultQuota;
    }

    /// Adds a version, whose content is still to be uploaded. The file stays as it is until the
    /// content has arrived. `QUOTA_EXCEEDED` when the user has not enough room.
    public Result<AddedVersion> add(String userId, UUID fileId, NewVersion version) {
        var addition = database.query(VersionsSql.ADD)
                .bind("user_id", userId)
                .bind("id", fileId)
                .bind("size", version.size())
                .bind("default_quota", defaultQuota.bytes())
                .bind("checksum", version.checksum())
                .bind("comment", version.comment())
                .bind("part_size", version.partSize());
        return numbered(userId, fileId, () -> addition.oneOrRefusal(ADDED));
    }

    /// Lists the versions of a file.
    public Result<Page<Version>> list(ListRequest<VersionFilter> request) {
        return database.query(VersionsSql.LIST, request)
                .bind("id", request.filter().fileId())
                .page(VERSION);
    }

    /// Adds the content of an old version again, as the newest version and so the current one. Both
    /// share one object in S3. `CONFLICT` when that content never arrived.
    public Result<Version> restore(String userId, UUID fileId, int version) {
        var restoration = database.query(VersionsSql.RESTORE)
                .bind("user_id", userId)
                .bind("id", fileId)
                .bind("version", version);
        return numbered(userId, fileId, () -> restoration.oneOrRefusal(VERSION));
    }

    /// Finds the content of a version. `CONFLICT` when it never arrived.
    ///
    /// @param version null for the current version
    public Result<Content> content(String userId, UUID fileId, @Nullable Integer version) {
        return database.query(version == null ? VersionsSql.CURRENT_CONTENT : VersionsSql.CONTENT)
                .bind("user_id", userId)
                .bind("id", fileId)
                .bind("version", version)
                .oneOrRefusal(CONTENT);
    }

    /// Finds what is still to be uploaded. An upload that was given up begins anew, as does one in parts
    /// whose time is over. `CONFLICT` when the content has arrived, and `QUOTA_EXCEEDED` when there is no
    /// room any more.
    ///
    /// @param version null for the newest
    public Result<PendingUpload> upload(String userId, UUID fileId, @Nullable Integer version) {
        return database.query(version == null ? VersionsSql.NEWEST_UPLOAD : VersionsSql.UPLOAD)
                .bind("user_id", userId)
                .bind("id", fileId)
                .bind("default_quota", defaultQuota.bytes())
                .bind("version", version)
                .oneOrRefusal(PENDING);
    }

    /// Finds what is still to be uploaded of a version, even if its file is in the trash. Empty when the
    /// content has arrived, the upload was given up or is over, or the version is gone.
    public Result<Optional<PendingUpload>> pending(String userId, UUID fileId, int version) {
        return database.query(VersionsSql.PENDING)
                .bind("user_id", userId)
                .bind("id", fileId)
                .bind("version", version)
                .optional(PENDING);
    }

    /// Runs a statement that takes the next number. When another statement took that number while
    /// this one waited, it runs again after locking the file, and then sees all versions. Within a
    /// transaction it locks at once, because a transaction cannot continue after a refusal.
    private <T> Result<T> numbered(String userId, UUID fileId, Supplier<Result<T>> statement) {
        if (!database.isInTransaction()) {
            var result = statement.get();
            if (!result.equals(Refusal.OVERTAKEN.<T>result())) {
                return result;
            }
        }
        return database.transact(() -> database.query(VersionsSql.LOCK)
                .bind("user_id", userId)
                .bind("id", fileId)
                .optional(LOCKED)
                .flatMap(locked -> statement.get()));
    }
}
