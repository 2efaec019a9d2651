package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.Artefact;
import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.session.AdvisoryLock;
import dev.kontor.migrations.session.Backoff;
import dev.kontor.migrations.session.Deadline;
import dev.kontor.migrations.session.Server;
import dev.kontor.migrations.session.Session;
import dev.kontor.migrations.session.Watchdog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/// Brings a database to the schema of this version. It takes the lock, validates the applied
/// migrations, and applies the pending ones, each in a transaction of its own. A failure of the
/// database is a report, not an exception. Safe for several threads, since each run has its own
/// state.
public final class Migrator {

    private static final System.Logger LOG = System.getLogger(Migrator.class.getName());

    /// Off, since the report says what Flyway would log. A field keeps it, because a logger without
    /// a reference forgets its level.
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY_LOG.setLevel(Level.OFF);
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final MigrationConfig config;
    private final Server server;

    /// @throws IllegalStateException the driver does not understand the url
    public Migrator(MigrationConfig config) {
        this.config = config;
        this.server = new Server(config);
    }

    /// Takes at most the configured time-out and a few seconds to end cleanly, or up to half a
    /// minute where the server no longer answers.
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
        return progress.report(
                error, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /// Null when all went well, otherwise the error.
    private @Nullable String untilDone(Deadline deadline, Progress progress) throws InterruptedException {
        var backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            try {
                attempt(Artefact.read(config.location()), deadline, progress);
                return null;
            } catch (SQLException | FlywayException | MigrationException e) {
                if (deadline.passed()) {
                    return "timed out after %d s: %s".formatted(config.timeout().toSeconds(), Errors.describe(e));
                }
                if (!Errors.isTransient(e)) {
                    return Errors.describe(e);
                }
                LOG.log(System.Logger.Level.WARNING, "will try again: {0}", Errors.describe(e));
            }
            backoff.pause(deadline);
        }
    }

    /// Everything that happens under one lock. An attempt that loses the session of its lock
    /// applies nothing more, and the next attempt has to get the lock anew.
    private void attempt(Artefact artefact, Deadline deadline, Progress progress)
            throws SQLException, InterruptedException {
        try (var session = Session.open(server);
                var lock = AdvisoryLock.acquire(session, config.lockId(), deadline)) {
            var before = History.read(session, config.history());
            progress.began(before);
            var drift = new Drift(artefact.expected(), config.refusesDrift());
            try (var _ = new Watchdog(deadline, session)) {
                drift.look(session, before, progress);
                untilApplied(artefact, new RunAttempt(server, session, lock, deadline, progress));
                var after = History.read(session, config.history());
                if (!after.equals(before)) {
                    drift.look(session, after, progress);
                }
            } finally {
                progress.ended(before, historyNow(session));
            }
        }
    }

    /// Tries again when a migration did not get its tables in time, or met a deadlock. It keeps the
    /// lock meanwhile.
    private void untilApplied(Artefact artefact, RunAttempt attempt) throws SQLException, InterruptedException {
        var backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        var reached = 0;
        while (true) {
            try {
                apply(artefact, attempt);
                return;
            } catch (FlywayException | MigrationException e) {
                if (attempt.deadline().passed() || !Errors.passesInSession(e)) {
                    throw e;
                }
                LOG.log(System.Logger.Level.INFO, "will try again: {0}", Errors.describe(e));
                if (attempt.progress().reached() > reached) {
                    reached = attempt.progress().reached();
                    backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
                }
                backoff.pause(attempt.deadline());
                if (attempt.deadline().passed()) {
                    throw e;
                }
            }
        }
    }

    private void apply(Artefact artefact, RunAttempt attempt) throws SQLException {
        var session = attempt.session();
        var progress = attempt.progress();
        session.rollback();
        session.reset();
        var history = History.read(session, config.history());
        var plan = Plan.of(artefact, history, config.scope(), progress.beganWithNothing());
        progress.planned(plan);
        for (var file : plan.repaired()) {
            history.forget(session, file.version());
            progress.note(file + ": it had failed outside of a transaction, and is run again");
        }
        if (plan.pending().isEmpty()) {
            return;
        }
        session.expectLongStatements();
        flyway(
                        session,
                        plan.known().stream()
                                .<ResolvedMigration>map(file -> new FlywayMigration(file, new Execution(file, attempt)))
                                .toList())
                .migrate();
        session.expectQuickAnswers();
    }

    /// Flyway writes the history, and commits each migration together with its row. It is told
    /// which migrations there are and how they run.
    private Flyway flyway(Session session, List<ResolvedMigration> migrations) {
        MigrationResolver resolver = _ -> migrations;
        var flyway = Flyway.configure()
                .dataSource(session.asDataSource())
                .resolvers(resolver)
                .skipDefaultResolvers(true)
                .resourceProvider(NO_FILES)
                .javaMigrationClassProvider(List::of)
                .defaultSchema(History.SCHEMA)
                .createSchemas(false)
                .table(config.history())
                .cleanDisabled(true)
                // Plan has validated the migrations. Only contract migrations may come late.
                .validateOnMigrate(false)
                .outOfOrder(true)
                .ignoreMigrationPatterns("*:future");
        // One connection for history and migrations, so that they commit together. Flyway takes no
        // lock: it would keep a transaction open, and `create index concurrently` would wait for
        // that for ever.
        flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        return flyway.load();
    }

    private static final ResourceProvider NO_FILES = new ResourceProvider() {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return List.of();
        }
    };

    /// Asks the run's session, or another one where that is gone; null when neither answers.
    private @Nullable History historyNow(Session session) {
        try {
            session.expectQuickAnswers();
            session.rollback();
            return History.read(session, config.history());
        } catch (SQLException lost) {
            try (var another = Session.open(server)) {
                return History.read(another, config.history());
            } catch (SQLException | MigrationException e) {
                return null;
            }
        }
    }
}
