package dev.kontor.quotas;

import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Columns;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.RowMapper;

/// The data access of quotas (decision 0044), for admins. Every call takes any user id, known or not.
/// Thread-safe.
public final class Quotas {

    private static final RowMapper<Quota> QUOTA = new QuotaMapper();

    private static final RowMapper<UserQuota> USER_QUOTA =
            row -> new UserQuota(QUOTA.map(row), Columns.instant(row, "updated_at"));

    private final Database database;
    private final DefaultQuota defaultQuota;

    public Quotas(Database database, DefaultQuota defaultQuota) {
        this.database = database;
        this.defaultQuota = defaultQuota;
    }

    /// A user's quota, or the default, and what they store.
    public Result<UserQuota> get(String userId) {
        return bound(QuotasSql.GET, userId).one(USER_QUOTA);
    }

    /// Gives a user a quota. It may be below what they store: then nothing is deleted, and nothing more
    /// fits. `PRECONDITION_FAILED` when it is not as
    /// `ifMatch` says.
    public Result<UserQuota> replace(String userId, long bytes, IfMatch ifMatch) {
        return bound(QuotasSql.REPLACE, userId)
                .bind("bytes", bytes)
                .bind(ifMatch)
                .oneOrRefusal(USER_QUOTA);
    }

    /// Leaves the user with the default. `PRECONDITION_FAILED` when the quota is not as `ifMatch` says.
    public Result<Done> delete(String userId, IfMatch ifMatch) {
        return database.query(QuotasSql.DELETE)
                .bind("user_id", userId)
                .bind(ifMatch)
                .doneOrRefusal();
    }

    private BoundQuery bound(Query query, String userId) {
        return database.query(query).bind("user_id", userId).bind("default_quota", defaultQuota.bytes());
    }
}
