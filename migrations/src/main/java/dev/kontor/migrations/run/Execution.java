package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.artefact.SqlStatement;
import dev.kontor.migrations.session.BlockerWatch;
import dev.kontor.migrations.session.LockWatch;
import dev.kontor.migrations.session.Session;
import dev.kontor.migrations.session.TableLock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.internal.jdbc.Results;
import org.postgresql.util.PSQLException;

/// Runs one migration: inside the transaction that also writes its row of the history, or outside
/// of any transaction. It changes nothing more once the run has lost its lock or is out of time.
final class Execution implements MigrationExecutor {

    private static final Logger LOG = System.getLogger(Execution.class.getName());

    /// How much longer a statement waits for a table than the server's `deadlock_timeout`, the
    /// moment at which PostgreSQL cancels an ordinary autovacuum that is in the way. It waits no
    /// longer than needed, since everyone who comes later waits behind it. Then the migration is
    /// tried again after a pause. There is no limit outside of a transaction: statements that wait
    /// there let readers and writers pass.
    private static final Duration BEYOND_DEADLOCK_TIMEOUT = Duration.ofMillis(500);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String CANCELLED = "57014";

    private final MigrationFile file;
    private final RunAttempt attempt;
    private final Session session;
    private final Progress progress;

    Execution(MigrationFile file, RunAttempt attempt) {
        this.file = file;
        this.attempt = attempt;
        this.session = attempt.session();
        this.progress = attempt.progress();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return file.isTransactional();
    }

    @Override
    public boolean shouldExecute() {
        return true;
    }

    @Override
    public List<Results> execute(Context context) throws SQLException {
        LOG.log(Level.INFO, "applying {0}", file);
        progress.tries(file);
        if (file.isTransactional()) {
            runInTransaction();
        } else {
            runOutsideTransaction();
        }
        return List.of();
    }

    private void runInTransaction() throws SQLException {
        checkMayGoOn();
        var tables = TableLock.tables(session);
        var lockTimeout = lockTimeout();
        for (var statement : file.statements()) {
            limitWaiting(lockTimeout);
            run(statement);
        }
        // Neither the row of the history nor the next migration is written with this one's settings.
        session.reset();
        progress.locked(file, TableLock.held(session, session.backend(), tables));
        // The session holds the lock, so nobody can take it between this check and the commit.
        checkMayGoOn();
    }

    /// A migration may have no limit of its own, as the header of a dump wants it, or a longer one.
    /// A shorter one stays.
    private void limitWaiting(Duration longest) throws SQLException {
        session.query("""
            select pg_catalog.set_config('lock_timeout', ?, true) from pg_catalog.pg_settings
            where name = 'lock_timeout' and setting::bigint not between 1 and ?
            """, row -> row.getString(1), longest.toMillis() + " ms", longest.toMillis());
    }

    private Duration lockTimeout() throws SQLException {
        var deadlockTimeout = session.query(
                "select setting::bigint from pg_settings where name = 'deadlock_timeout'",
                row -> Duration.ofMillis(row.getLong(1)));
        return deadlockTimeout.getFirst().plus(BEYOND_DEADLOCK_TIMEOUT);
    }

    private void runOutsideTransaction() throws SQLException {
        var tables = TableLock.tables(session);
        try (var watch = new LockWatch(attempt.server(), session.backend(), tables)) {
            for (var statement : file.statements()) {
                checkMayGoOn();
                dropInvalidIndexes(statement);
                try {
                    run(statement);
                } catch (MigrationException e) {
                    cleanUp(statement, e);
                    throw e;
                }
            }
            session.reset();
            progress.locked(file, watch.seen());
        }
    }

    private void dropInvalidIndexes(SqlStatement statement) throws SQLException {
        for (var index : InvalidIndexes.drop(session, statement)) {
            progress.note("%s: dropped the INVALID index %s, which a build that was broken off had left"
                    .formatted(file, index));
        }
    }

    /// Drops a unique index whose build found two equal rows: it would go on refusing new ones.
    private void cleanUp(SqlStatement failed, MigrationException cause) {
        try {
            InvalidIndexes.drop(session, failed);
        } catch (SQLException e) {
            cause.addSuppressed(e); // The next run will see it.
        }
    }

    private void run(SqlStatement statement) throws SQLException {
        try (var watch = new BlockerWatch(attempt.server(), session.backend(), progress.blockers())) {
            try {
                session.execute(statement.text());
                progress.blocked(List.of());
            } catch (SQLException e) {
                keepBlockers(e, watch);
                throw new MigrationException(message(statement, e), e);
            }
        }
    }

    private String message(SqlStatement failed, SQLException cause) {
        return "%s, line %d: %s (SQLSTATE %s)%s"
                .formatted(file, line(failed, cause), Errors.oneLine(cause), cause.getSQLState(), progress.inTheWay());
    }

    /// Only what fails by a time-out may have waited for a lock.
    private void keepBlockers(SQLException e, BlockerWatch watch) {
        var isTimeout = LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || CANCELLED.equals(e.getSQLState());
        progress.blocked(isTimeout ? watch.seen() : List.of());
    }

    private void checkMayGoOn() throws SQLException {
        if (attempt.deadline().passed()) {
            throw new MigrationException("out of time at " + file + progress.inTheWay());
        }
        if (!attempt.lock().isHeld()) {
            throw new MigrationException(file
                    + ": this session has lost the migrations' lock, so another run may"
                    + " have begun; a migration must not let go of session locks"
                    + " (pg_advisory_unlock_all, discard all)");
        }
    }

    /// The line of the file at which the statement failed, as exactly as the server tells it.
    private static int line(SqlStatement statement, SQLException e) {
        var position = e instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getPosition()
                : 0;
        var before = statement
                .text()
                .substring(0, Math.clamp(position - 1, 0, statement.text().length()));
        return statement.line() + (int) before.chars().filter(c -> c == '\n').count();
    }
}
