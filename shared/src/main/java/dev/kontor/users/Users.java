package dev.kontor.users;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.quotas.DefaultQuota;
import dev.kontor.quotas.Quota;
import dev.kontor.quotas.QuotaMapper;
import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The data access of users. Every call but [#me], [#seeing] and [#eraseSelf] is for admins or for a schedule,
/// and works on the rows of all users. Thread-safe.
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

    private static final RowMapper<Quota> QUOTA = new QuotaMapper();

    private final Database database;
    private final DefaultQuota defaultQuota;
    private final KnownUsers known;
    private final Erasures erasures;

    public Users(Database database, DefaultQuota defaultQuota) {
        this(database, defaultQuota, InstantSource.system());
    }

    Users(Database database, DefaultQuota defaultQuota, InstantSource clock) {
        this.database = database;
        this.defaultQuota = defaultQuota;
        this.known = new KnownUsers(clock);
        this.erasures = new Erasures(database, clock);
    }

    /// Does the work of a request, and writes the row of the user who made it, with the e-mail address
    /// and role of their token. That costs no round trip of its own unless the work begins with a
    /// transaction, and nothing at all for a user whose row this process has written lately.
    ///
    /// `SERVICE_UNAVAILABLE`, and none of the work is done, while the user is being erased, from
    /// [Limits#KNOWN_USER_LIFETIME] after the erasure began at the latest.
    public <T> Result<T> seeing(
            String userId, @Nullable String email, @Nullable String role, Supplier<Result<T>> work) {
        var seen = new KnownUsers.SeenUser(userId, email, role);
        if (known.contains(seen)) {
            return work.get();
        }
        var now = known.now();
        var row = database.query(UsersSql.SEE)
                .bind("user_id", userId)
                .bind("email", email)
                .bind("role", role);
        return database.attaching(row, work, () -> known.add(seen, now));
    }

    /// Reads a user, and stores the e-mail address and role of their token if these have changed. What
    /// the token does not say stays as it was. Their credits must be up to date
    /// ([dev.kontor.credits.Credits#upToDate]).
    public Result<Me> me(String userId, @Nullable String email, @Nullable String role) {
        return database.query(UsersSql.ME)
                .bind("user_id", userId)
                .bind("email", email)
                .bind("role", role)
                .bind("default_quota", defaultQuota.bytes())
                .oneOrRefusal(row -> me(row, userId));
    }

    /// Lists the users who have made a request.
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

    /// Erases a user who asks for it themselves. Unlike others, this request of theirs is let in while
    /// they are being erased, and it does not write their row ([#seeing]).
    public Result<Done> eraseSelf(String userId) {
        database.dropAttached();
        return erase(userId);
    }

    /// Erases a user: deletes all that they have, and gives their rows of the ledger to a pseudonym. A
    /// user who has nothing is erased already. Where there is too much for one call, a part is left, which
    /// nobody sees any more: the next call or [#goOnErasing] goes on, and until it is gone requests of the
    /// user are refused. The first one afterwards begins with nothing.
    public Result<Done> erase(String userId) {
        var erased = erasures.erase(userId);
        known.forget(userId);
        return erased;
    }

    /// Goes on with an erasure that was not finished, of any user: the one that waits for the longest
    /// time, for about [dev.kontor.shared.Limits#ERASURE_TIME].
    ///
    /// @return how many it went on with: 0 when none waits
    public Result<Integer> goOnErasing() {
        return erasures.goOn();
    }

    /// The time since the oldest unfinished erasure began; zero when there is none.
    public Result<Duration> oldestErasure() {
        return erasures.oldestWaiting();
    }

    private static Me me(ResultSet row, String userId) throws SQLException {
        var quota = QUOTA.map(row);
        return new Me(
                userId,
                row.getString("email"),
                row.getString("role"),
                new JsonText(row.getString("tags")),
                row.getLong("file_count"),
                quota.used(),
                new Me.CurrentBalance(row.getLong("amount"), row.getLong("version")),
                quota);
    }
}
