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

    private final MigrationConfig config;
    private final Server server;

    /// @throws IllegalStateException the url is none that the driver understands
    public Migrator(MigrationConfig config) {
        this.config = config;
        this.server = new Server(config);
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
        return progress.report(
                error, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /// Null when all went well, otherwise why not.
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

    /// All that happens under one lock: who loses the lock's session applies nothing more, and has
    /// to get it again as anybody else.
    private void attempt(Artefact artefact, Deadline deadline, Progress progress)
            throws SQLException, InterruptedException {
        try (var session = Session.open(server);
                var lock = AdvisoryLock.acquire(session, config.lockId(), deadline)) {
            var before = History.read(session);
            progress.began(before);
            var drift = new Drift(artefact.expected(), config.refusesDrift());
            try (var _ = new Watchdog(deadline, session)) {
                drift.look(session, before, progress);
                untilApplied(artefact, new Attempt(server, session, lock, deadline, progress));
                drift.look(session, History.read(session), progress);
            } finally {
                progress.ended(before, historyNow(session));
            }
        }
    }

    /// A migration that did not get its tables in time, or met a deadlock, is tried again; who
    /// waits for the lock goes on waiting meanwhile.
    private void untilApplied(Artefact artefact, Attempt attempt) throws SQLException, InterruptedException {
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

    private void apply(Artefact artefact, Attempt attempt) throws SQLException {
        var session = attempt.session();
        var progress = attempt.progress();
        session.rollback();
        session.reset();
        var plan = Plan.of(artefact, History.read(session), config.scope(), progress.beganWithNothing());
        progress.planned(plan);
        for (var file : plan.repaired()) {
            History.forget(session, file.version());
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

    /// Flyway keeps the history, and commits a migration together with its row. Which files there
    /// are, whether they fit, and how they run, it is told.
    private static Flyway flyway(Session session, List<ResolvedMigration> migrations) {
        MigrationResolver resolver = _ -> migrations;
        var flyway = Flyway.configure()
                .dataSource(session.asDataSource())
                .resolvers(resolver)
                .skipDefaultResolvers(true)
                .resourceProvider(NO_FILES)
                .javaMigrationClassProvider(List::of)
                .defaultSchema(History.SCHEMA)
                .createSchemas(false)
                .table(History.TABLE)
                .cleanDisabled(true)
                // Plan has validated, and lets nothing but contract migrations come late.
                .validateOnMigrate(false)
                .outOfOrder(true)
                .ignoreMigrationPatterns("*:future");
        // One connection for history and migrations, so that they commit together, and no lock of
        // Flyway's own that keeps a transaction open, for which `create index concurrently` would
        // wait for ever.
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

    /// By the run's session, or by another one where that is gone; null when neither answers.
    private @Nullable History historyNow(Session session) {
        try {
            session.expectQuickAnswers();
            session.rollback();
            return History.read(session);
        } catch (SQLException lost) {
            try (var another = Session.open(server)) {
                return History.read(another);
            } catch (SQLException | MigrationException e) {
                return null;
            }
        }
    }
}
