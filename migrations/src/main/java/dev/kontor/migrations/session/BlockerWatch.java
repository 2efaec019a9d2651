package dev.kontor.migrations.session;

import dev.kontor.migrations.artefact.MigrationException;
import java.sql.SQLException;
import java.util.List;

/// Watches from a connection of its own for whom a statement waits, since the statement's own
/// session can ask only when it is too late. It connects once the statement has taken a while.
/// Without a second connection it sees nothing, and the run goes on.
public final class BlockerWatch implements AutoCloseable {

    private static final int BEFORE_FIRST_LOOK_MILLIS = 300;
    private static final int BETWEEN_LOOKS_MILLIS = 100;

    /// A role without `pg_read_all_stats` sees neither the text nor the kind of another's session.
    /// Autovacuum is then known by having no user.
    private static final String BLOCKERS = """
        select distinct case
            when blocker.pid = 0 then 'a prepared transaction (see pg_prepared_xacts)'
            when session.pid is null then format('pid %s, which has just ended', blocker.pid)
            else format('pid %s, %s, since %s: %s',
              blocker.pid,
              case when session.usesysid is null then 'autovacuum' else 'user ' || session.usename end,
              coalesce(to_char(session.xact_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), '?'),
        """ + SessionSql.STATEMENT + """
            ) end || case when session.query like 'autovacuum:%(to prevent wraparound)%'
              then ' (never cancelled: wait until it is done, then deploy again)' else '' end
        from unnest(pg_blocking_pids(?)) as blocker (pid)
        left join pg_stat_activity as session on session.pid = blocker.pid
        """;

    private final Thread thread;
    private volatile List<String> seen;

    /// @param before what an earlier try saw, which holds until the first look
    public BlockerWatch(Server server, int backend, List<String> before) {
        seen = before;
        thread = Thread.ofVirtual().name("blocker-watch").start(() -> watch(server, backend));
    }

    private void watch(Server server, int backend) {
        try {
            Thread.sleep(BEFORE_FIRST_LOOK_MILLIS);
            try (var session = Session.open(server)) {
                while (true) {
                    look(session, backend);
                    Thread.sleep(BETWEEN_LOOKS_MILLIS);
                }
            }
        } catch (InterruptedException | SQLException | MigrationException e) {
            // Nothing more is seen.
        }
    }

    /// Keeps what was seen when the statement has failed since: it no longer waits then.
    private void look(Session session, int backend) throws SQLException {
        var blockers = session.query(BLOCKERS, row -> row.getString(1), backend);
        if (!blockers.isEmpty()
                || session.ask(
                        "select exists (select from pg_stat_activity where pid = ? and state = 'active')", backend)) {
            seen = blockers;
        }
    }

    /// Those whom the statement waits for, or waited for when it failed; one line each.
    public List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
