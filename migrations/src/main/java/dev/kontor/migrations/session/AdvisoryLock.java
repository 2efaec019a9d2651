package dev.kontor.migrations.session;

import dev.kontor.migrations.artefact.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// The lock that lets one run migrate at a time. It belongs to the session, and ends with it. The
/// lock is tried again and again instead of being waited for: a waiting statement would hold a
/// snapshot, and `create index concurrently` waits for snapshots. For one thread.
public final class AdvisoryLock implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /// pg_locks shows the bigint of a lock in two halves.
    private static final String HOLDER = """
        from pg_locks
        where locktype = 'advisory' and objsubid = 1 and granted
          and database = (select oid from pg_database where datname = current_database())
          and (classid::bigint << 32 | objid::bigint) = ?
        """;

    private final Session session;
    private final long id;

    private AdvisoryLock(Session session, long id) {
        this.session = session;
        this.id = id;
    }

    /// @throws MigrationException another session still holds the lock at the deadline
    public static AdvisoryLock acquire(Session session, long id, Deadline deadline)
            throws SQLException, InterruptedException {
        var backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!session.ask("select pg_try_advisory_lock(?)", id)) {
            if (deadline.passed()) {
                throw new MigrationException("another session holds the lock " + id + ": "
                        + holder(session, id).orElse("it has just let go"));
            }
            backoff.pause(deadline);
        }
        return new AdvisoryLock(session, id);
    }

    /// Asks the server whether this session still has the lock, since a migration may have released
    /// it.
    public boolean isHeld() throws SQLException {
        return session.ask("select exists (select " + HOLDER + " and pid = pg_backend_pid())", id);
    }

    @Override
    public void close() {
        try {
            session.ask("select pg_advisory_unlock(?)", id);
        } catch (SQLException e) {
            // The connection is gone, and the lock with it.
        }
    }

    /// The session that holds the lock, in words; empty where nobody does. Takes no lock itself.
    public static Optional<String> holder(Session session, long id) throws SQLException {
        return session.query("""
            select format('pid %s, application %s, user %s, since %s', pid, application_name, usename, backend_start)
            from pg_stat_activity where pid in (select pid
            """ + HOLDER + ")", row -> row.getString(1), id).stream()
                .findFirst();
    }
}
