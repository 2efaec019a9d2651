package dev.kontor.users;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The data access of users. Every call but [#me] is for admins and works on the rows of all users.
/// Thread-safe.
public final class Users {

    /// The keys that users can be sorted by.
    public static final Set<SortKey> SORTS =
            Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT));

    private static final RowMapper<User> USER = row -> new User(
            uuid(row, "id"),
            row.getString("user_id"),
            row.getString("email"),
            row.getString("role"),
            new JsonText(row.getString("tags")),
            instant(row, "created_at"),
            instant(row, "updated_at"));

    private final Database database;

    public Users(Database database) {
        this.database = database;
    }

    /// Reads a user, and stores the e-mail address and role of their token if these have changed.
    public Result<Me> me(String userId, @Nullable String email, @Nullable String role) {
        return database.query(UsersSql.ME)
                .bind("user_id", userId)
                .bind("email", email)
                .bind("role", role)
                .one(row -> me(row, userId, email, role));
    }

    public Result<Page<User>> list(ListRequest<UserFilter> request) {
        return database.query(UsersSql.LIST, request)
                .filter(UsersSql.TAGGED, "tag", request.filter().tag())
                .page(USER);
    }

    /// Replaces a user's tags. `RESOURCE_NOT_FOUND` when this user has never made a request,
    /// `PRECONDITION_FAILED` when the user is not as `ifMatch` says.
    public Result<User> replaceTags(String userId, List<String> tags, IfMatch ifMatch) {
        return database.query(UsersSql.REPLACE_TAGS)
                .bind("user_id", userId)
                .bindTexts("tags", tags)
                .bind(ifMatch)
                .oneOrRefusal(USER);
    }

    private static Me me(ResultSet row, String userId, @Nullable String email, @Nullable String role)
            throws SQLException {
        return new Me(
                userId,
                email,
                role,
                new JsonText(row.getString("tags")),
                row.getLong("file_count"),
                row.getLong("bytes_stored"),
                new Me.CurrentBalance(row.getLong("amount"), row.getLong("version")));
    }
}
