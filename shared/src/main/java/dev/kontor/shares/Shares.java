package dev.kontor.shares;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalInstant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.folders.Child;
import dev.kontor.shared.Cursor;
import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.shares.PublicShare.Locked;
import dev.kontor.shares.PublicShare.SharedFile;
import dev.kontor.shares.PublicShare.SharedFolder;
import dev.kontor.versions.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The data access of shares. Thread-safe.
///
/// Calls with a user id work on the rows of that user. Calls with a token are for anyone. They
/// answer `RESOURCE_NOT_FOUND`, always with the same message, when no share has the token, and when
/// the share leads nowhere: it has expired, is used up, its file or folder is in the trash, or its user
/// is being erased. If the share has a password, they answer `PERMISSION_DENIED` without the right one, and
/// `RATE_LIMIT_EXCEEDED` after too many wrong ones.
public final class Shares {

    /// The keys that shares can be sorted by.
    public static final Set<SortKey> SORTS = Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT));

    private static final RowMapper<Share> SHARE = row -> new Share(
            uuid(row, "id"),
            row.getString("token"),
            optionalUuid(row, "file_id"),
            optionalUuid(row, "folder_id"),
            row.getBoolean("has_password"),
            optionalInstant(row, "expires_at"),
            row.getObject("max_downloads", Integer.class),
            row.getLong("download_count"),
            instant(row, "created_at"),
            instant(row, "updated_at"));

    private static final RowMapper<PublicItem> ITEM = row -> new PublicItem(
            uuid(row, "id"),
            row.getString("type"),
            row.getString("name"),
            row.getString("mime_type"),
            row.getObject("size", Long.class),
            instant(row, "created_at"),
            instant(row, "updated_at"));

    /// The shared file or folder, or the folder below it that the visitor looks at; without a name
    /// while the share is locked.
    private record Head(
            String type,
            boolean isOpen,
            boolean hasPassword,
            @Nullable Instant expiresAt,
            String name,
            String mimeType,
            long size) {}

    private static final RowMapper<Head> HEAD = row -> new Head(
            row.getString("share_type"),
            row.getBoolean("is_open"),
            row.getBoolean("has_password"),
            optionalInstant(row, "expires_at"),
            row.getString("share_name"),
            row.getString("share_mime_type"),
            row.getLong("share_size"));

    private static final RowMapper<Content> CONTENT = row -> new Content(
            row.getString("storage_key"),
            row.getString("name"),
            row.getString("mime_type"),
            optionalInstant(row, "expires_at"));

    /// An attempt at a share's password.
    ///
    /// @param hash null if the share has no password
    /// @param isReserved whether the password may be checked now
    /// @param retryAfter the time until another attempt is allowed
    private record PasswordAttempt(@Nullable PasswordHash hash, boolean isReserved, Duration retryAfter) {}

    private static final RowMapper<PasswordAttempt> ATTEMPT = row -> {
        var hash = row.getString("password_hash");
        return new PasswordAttempt(
                hash == null ? null : new PasswordHash(hash),
                row.getBoolean("is_reserved"),
                Duration.ofSeconds(Math.max(1, row.getLong("wait_seconds"))));
    };

    private final Database database;

    public Shares(Database database) {
        this.database = database;
    }

    /// Shares a file or folder of the user under a new token.
    public Result<Share> create(String userId, NewShare share) {
        return database.query(SharesSql.CREATE)
                .bind("user_id", userId)
                .bind("file_id", share.fileId())
                .bind("folder_id", share.folderId())
                .bind("token", ShareToken.random())
                .bind("password_hash", text(share.passwordHash()))
                .bind("expires_at", share.expiresAt())
                .bind("max_downloads", share.maxDownloads())
                .oneOrRefusal(SHARE);
    }

    /// Lists the user's shares of live files and folders. A share of something in the trash appears
    /// again when that is restored.
    public Result<Page<Share>> list(ListRequest<ShareFilter> request) {
        var filter = request.filter();
        return database.query(SharesSql.LIST, request)
                .filter(SharesSql.OF_FILE, "file_id", filter.fileId())
                .filter(SharesSql.OF_FOLDER, "folder_id", filter.folderId())
                .page(SHARE);
    }

    /// Ends a share for good. `PRECONDITION_FAILED` when it is not as `ifMatch` says.
    public Result<Done> delete(String userId, UUID id, IfMatch ifMatch) {
        return database.query(SharesSql.DELETE)
                .bind("user_id", userId)
                .bind("id", id)
                .bind(ifMatch)
                .doneOrRefusal();
    }

    /// Shows a share. Without its password it shows only that it is locked, which is no error.
    ///
    /// @param password null if none was given
    public Result<PublicShare> open(ListRequest<SharedPlace> request, @Nullable String password) {
        // A malformed cursor must not cost an attempt, which only the statement gives back.
        return Cursor.of(request, SharesSql.OPEN.groups())
                .flatMap(readable -> admit(request.filter().token(), password))
                .flatMap(hash -> open(request, hash));
    }

    private Result<PublicShare> open(ListRequest<SharedPlace> request, Optional<PasswordHash> hash) {
        return database.query(SharesSql.OPEN, request)
                .bind("token", request.filter().token())
                .bind("password_hash", text(hash.orElse(null)))
                .bind("attempt_seconds", Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds())
                .bind("folder_id", request.filter().folderId())
                .page(HEAD, ITEM, Shares::shown);
    }

    /// Counts a download of a shared file, and says where its content is. `VALIDATION_FAILED` when
    /// a folder is shared and no file is named, `RESOURCE_NOT_FOUND` when the file is not in the
    /// folder, `CONFLICT` when its content has not arrived. None of these counts as a download.
    ///
    /// @param password null if none was given
    /// @param fileId a file in the shared folder; null for the shared file itself
    public Result<Content> download(String token, @Nullable String password, @Nullable UUID fileId) {
        return admit(token, password)
                .flatMap(hash -> database.query(SharesSql.DOWNLOAD)
                        .bind("token", token)
                        .bind("password_hash", text(hash.orElse(null)))
                        .bind("attempt_seconds", Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds())
                        .bind("file_id", fileId)
                        .oneOrRefusal(CONTENT));
    }

    /// Checks a password, if one was given. Before that, it takes an attempt from the share. The
    /// statement that continues with the hash gives the attempt back.
    ///
    /// @return the hash of the share, if the password is right; empty if none was given or needed
    private Result<Optional<PasswordHash>> admit(String token, @Nullable String password) {
        if (!ShareToken.isOne(token)) {
            return Refusal.NO_SHARE.result();
        }
        return password == null
                ? Result.ok(Optional.empty())
                : attempt(token).flatMap(attempt -> admit(attempt, password));
    }

    private static Result<Optional<PasswordHash>> admit(PasswordAttempt attempt, String password) {
        var hash = attempt.hash();
        if (hash == null) {
            return Result.ok(Optional.empty());
        }
        if (!attempt.isReserved()) {
            return Refusal.TOO_MANY_PASSWORDS.resultAfter(attempt.retryAfter());
        }
        return hash.matches(password) ? Result.ok(Optional.of(hash)) : Refusal.WRONG_PASSWORD.result();
    }

    private Result<PasswordAttempt> attempt(String token) {
        var interval = Limits.PASSWORD_ATTEMPT_INTERVAL;
        var ahead = interval.multipliedBy(Limits.PASSWORD_ATTEMPTS_MAX - 1);
        return database.query(SharesSql.ATTEMPT)
                .bind("token", token)
                .bind("attempt_seconds", interval.toSeconds())
                .bind("ahead_seconds", ahead.toSeconds())
                .oneOrRefusal(ATTEMPT);
    }

    private static @Nullable String text(@Nullable PasswordHash hash) {
        return hash == null ? null : hash.text();
    }

    private static PublicShare shown(Head head, Page<PublicItem> content) {
        if (!head.isOpen()) {
            return new Locked(head.type());
        }
        return head.type().equals(Child.FOLDER)
                ? new SharedFolder(head.name(), head.hasPassword(), head.expiresAt(), content)
                : new SharedFile(head.name(), head.mimeType(), head.size(), head.hasPassword(), head.expiresAt());
    }
}
