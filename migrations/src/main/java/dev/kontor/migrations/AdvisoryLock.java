package dev.kontor.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// A lock of the session, so that one run migrates at a time: it is gone when its holder is. It is
/// only ever tried, never waited for: a waiting statement would hold a snapshot, and `create index
/// concurrently` waits for those. For one thread.
final class AdvisoryLock implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /// How pg_locks shows a lock of one bigint: in two halves.
    private static final String HOLDER =
            """
            from pg_locks
            where locktype = 'advisory' and objsubid = 1 and granted
              and database = (select oid from pg_database where datname = current_database())
              and (classid::bigint << 32 | objid::bigint) = ?
            """;

    private final Connection connection;
    private final long id;

    private AdvisoryLock(Connection connection, long id) {
        this.connection = connection;
        this.id = id;
    }

    /// @throws MigrationException when somebody else still holds it at the deadline
    static AdvisoryLock acquire(Connection connection, long id, Deadline deadline)
            throws SQLException, InterruptedException {
        var backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!query(connection, "select pg_try_advisory_lock(?)", id)) {
            if (deadline.passed()) {
                throw new MigrationException(
                        "another session holds the lock " + id + ": " + holder(connection, id));
            }
            backoff.pause(deadline);
        }
        return new AdvisoryLock(connection, id);
    }

    /// Whether this session, and not one that followed it, still has the lock.
    boolean isHeld() {
        try {
            return query(
                    connection,
                    "select exists (select " + HOLDER + " and pid = pg_backend_pid())",
                    id);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            query(connection, "select pg_advisory_unlock(?)", id);
        } catch (SQLException e) {
            // The connection is gone, and the lock with it.
        }
    }

    private static String holder(Connection connection, long id) throws SQLException {
        var sql =
                """
                select format('pid %s, application %s, user %s, since %s', pid, application_name, usename, backend_start)
                from pg_stat_activity where pid in (select pid
                """
                        + HOLDER
                        + ")";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "it has just let go";
            }
        }
    }

    private static boolean query(Connection connection, String sql, long id) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
