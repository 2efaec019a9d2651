package dev.kontor.migrations;

import dev.kontor.migrations.MigrationReport.Applied;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Brings a database to the schema of this version: takes the lock, validates what was applied
/// before, applies what is pending, one transaction each, and says what it did. Never throws for
/// what can go wrong with a database: that is a report too. Each run has its own state, so one
/// instance may run on several threads.
public final class Migrator {

    private static final System.Logger LOG = System.getLogger(Migrator.class.getName());

    /// What Flyway has to say comes back in the report. Kept here, since a logger that nobody holds
    /// forgets its level.
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY_LOG.setLevel(Level.OFF);
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final int ANSWER_TIMEOUT_SECONDS = 10;

    private final MigrationConfig config;
    private final Connections direct;

    /// @throws IllegalStateException the url is none that the driver understands
    public Migrator(MigrationConfig config) {
        this.config = config;
        this.direct = new Connections(config);
        // All that is asked here is answered at once, or the connection is dead.
        this.direct.setSocketTimeout(ANSWER_TIMEOUT_SECONDS);
    }

    /// Takes at most the configured time-out, and a few seconds to end cleanly; up to half a minute
    /// where the server has fallen silent.
    public MigrationReport run() {
        var start = System.nanoTime();
        var progress = new Progress();
        String error;
        try {
            error = untilDone(Deadline.in(config.timeout()), progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            error = "interrupted";
        }
        return progress.report(error, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /// Null when all went well, otherwise why not.
    private @Nullable String untilDone(Deadline deadline, Progress progress)
            throws InterruptedException {
        var backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            try {
                attempt(deadline, progress);
                return null;
            } catch (SQLException | FlywayException | MigrationException e) {
                if (deadline.passed()) {
                    return "timed out after %d s: %s"
                            .formatted(config.timeout().toSeconds(), Errors.describe(e));
                }
                if (!Errors.isTransient(e)) {
                    return Errors.describe(e);
                }
                LOG.log(System.Logger.Level.WARNING, "will try again: {0}", Errors.describe(e));
            }
            backoff.pause(deadline);
        }
    }

    private void attempt(Deadline deadline, Progress progress)
            throws SQLException, InterruptedException {
        try (var connection = direct.getConnection();
                var lock = AdvisoryLock.acquire(connection, config.lockId(), deadline)) {
            var before = History.read(connection);
            progress.began(before);
            try {
                migrate(lock, deadline);
            } finally {
                progress.ended(before, historyNow(connection));
            }
        }
    }

    private void migrate(AdvisoryLock lock, Deadline deadline) {
        var connections = new Connections(config);
        try (var _ = new Watchdog(deadline, connections)) {
            var flyway =
                    Flyway.configure()
                            .dataSource(connections)
                            .locations(config.location())
                            .failOnMissingLocations(true)
                            .validateMigrationNaming(true)
                            .defaultSchema(History.SCHEMA)
                            .createSchemas(false)
                            .table(History.TABLE)
                            .placeholderReplacement(false)
                            .cleanDisabled(true)
                            // An older artefact against a newer schema, as in a rollback, has
                            // nothing to do.
                            .ignoreMigrationPatterns("*:future")
                            .callbacks(new BeforeEachMigration(lock, deadline));
            // Flyway's own lock would keep a transaction open, for which
            // `create index concurrently` would wait for ever.
            flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(false);
            flyway.load().migrate();
        }
    }

    /// By the lock's connection, or by another one where that is gone; null when neither answers.
    private @Nullable History historyNow(Connection connection) {
        try {
            return History.read(connection);
        } catch (SQLException lost) {
            try (var another = direct.getConnection()) {
                return History.read(another);
            } catch (SQLException e) {
                return null;
            }
        }
    }

    /// What the attempts of one run have brought about so far.
    private static final class Progress {
        private final List<Applied> applied = new ArrayList<>();
        private @Nullable History before;
        private @Nullable History after;

        void began(History history) {
            if (before == null) {
                before = history;
            }
            after = history;
        }

        void ended(History attemptBefore, @Nullable History attemptAfter) {
            if (attemptAfter != null) {
                applied.addAll(attemptAfter.since(attemptBefore));
                after = attemptAfter;
            }
        }

        MigrationReport report(@Nullable String error, long milliseconds) {
            var status =
                    error != null
                            ? MigrationReport.FAILED
                            : applied.isEmpty()
                                    ? MigrationReport.CURRENT
                                    : MigrationReport.MIGRATED;
            return new MigrationReport(
                    status,
                    before == null ? null : before.version(),
                    after == null ? null : after.version(),
                    applied,
                    milliseconds,
                    error);
        }
    }
}
