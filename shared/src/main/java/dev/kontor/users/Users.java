package dev.kontor.users;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Bindings;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The data access of users. All but [#me] is for admins, and works on the rows of all users.
/// Thread-safe.
public final class Users {

    /// What users can be sorted by.
    public static final Set<SortKey> SORTS =
            Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT));

    private static final RowMapper<User> USER = (row, context) -> new User(
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

    /// Sees a user: who they are is as their token now says, and is kept when that is news.
    public Result<Me> me(String userId, @Nullable String email, @Nullable String role) {
        return database.run(handle -> Result.ok(handle.createQuery(UsersSql.ME.sql())
                .bind("user_id", userId)
                .bind("email", email)
                .bind("role", role)
                .map(mapperOf(userId, email, role))
                .one()));
    }

    public Result<Page<User>> list(ListRequest<UserFilter> request) {
        return UsersSql.LIST.page(
                database,
                request,
                statement -> statement.bind("tag", request.filter().tag()),
                USER);
    }

    /// Gives a user other tags. `RESOURCE_NOT_FOUND` for one who has not been here yet,
    /// `PRECONDITION_FAILED` when the user is not as `ifMatch` says.
    public Result<User> replaceTags(String userId, List<String> tags, IfMatch ifMatch) {
        return database.run(handle -> {
            var statement = handle.createQuery(UsersSql.REPLACE_TAGS.sql())
                    .bind("user_id", userId)
                    .bindArray("tags", String.class, tags);
            Bindings.ifMatch(statement, ifMatch);
            return statement.map(Refusal.or(USER)).one();
        });
    }

    private static RowMapper<Me> mapperOf(String userId, @Nullable String email, @Nullable String role) {
        return (row, context) -> new Me(
                userId,
                email,
                role,
                new JsonText(row.getString("tags")),
                row.getLong("file_count"),
                row.getLong("bytes_stored"),
                new Me.Balance(row.getLong("amount"), row.getLong("version")));
    }
}
