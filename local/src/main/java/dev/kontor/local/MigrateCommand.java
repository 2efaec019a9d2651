package dev.kontor.local;

import dev.kontor.local.database.LocalAccess;
import dev.kontor.local.database.LocalDatabase;
import dev.kontor.local.database.ScratchServer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.artefact.Scope;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import dev.kontor.migrations.run.PlannedRun;
import dev.kontor.migrations.session.Server;
import dev.kontor.migrations.session.Session;
import dev.kontor.schema.check.CheckReport;
import dev.kontor.schema.plan.MigrationPlan;
import dev.kontor.schema.plan.Planner;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = {
            "Does to a database what the migration function does before a deploy: to the one of ./kontor run,"
                    + " or with --url to any, as the role that owns the schema.",
            "MIGRATION_TIMEOUT, MIGRATION_LOCK_ID, MIGRATION_DRIFT and MIGRATION_HISTORY are taken from the"
                    + " environment.",
            "With --plan, it only looks: it says what would run, what that locks, reads and rewrites, and who is"
                    + " in the way now."
        })
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Option(names = "--contracts", description = "Apply contract migrations too: no code uses what they drop.")
    private boolean contracts;

    @Option(
            names = "--plan",
            description =
                    "Change nothing in the database; try the migrations on another, and tell what a run" + " would do.")
    private boolean plans;

    @Option(names = "--json", description = "Print the function's report, or the plan.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var config = config();
        if (plans) {
            plan(config);
        } else {
            migrate(config);
        }
        return 0;
    }

    private void migrate(MigrationConfig config) {
        var migrator = new Migrator(config);
        ProgressLine.say("migrating the database");
        var report = migrator.run();
        if (json) {
            spec.commandLine().getOut().println(report.toJson());
        } else {
            report.lines().forEach(spec.commandLine().getOut()::println);
        }
        if (report.failed()) {
            throw new Failure("migration failed: " + report.error());
        }
    }

    private void plan(MigrationConfig config) throws IOException {
        MigrationPlan plan;
        try (var session = Session.open(new Server(config))) {
            session.onlyRead();
            var run = PlannedRun.read(session, config);
            plan = new Planner(session).plan(run, tried(run, config.history()));
        } catch (MigrationException e) {
            throw new Failure("a run would fail: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new Failure("no plan could be made: " + e.getMessage(), e);
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(plan.toJson());
        } else {
            plan.lines().forEach(out::println);
        }
        if (plan.failure() != null) {
            out.flush();
            throw new Failure("a run would fail: " + plan.failure());
        }
    }

    private static @Nullable CheckReport tried(PlannedRun run, String history) throws IOException, SQLException {
        if (run.pending().isEmpty()) {
            return null;
        }
        ProgressLine.say("starting PostgreSQL");
        try (var server = ScratchServer.start()) {
            return Planner.tried(run, history, server, ProgressLine::say);
        }
    }

    private MigrationConfig config() throws IOException {
        var environment = new HashMap<String, String>(System.getenv());
        var url = database.url();
        if (url.isEmpty()) {
            var local = local();
            environment.put("DATABASE_URL", local.url());
            environment.put("DATABASE_PASSWORD", local.password());
        } else {
            environment.put("DATABASE_URL", url.get());
        }
        environment.put("DATABASE_USER", database.user());
        try {
            return MigrationConfig.fromEnvironment(environment)
                    .withLocation(Workspace.current().migrations())
                    .withScope(contracts ? Scope.EVERYTHING : Scope.EXPAND);
        } catch (IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static LocalAccess local() throws IOException {
        return LocalDatabase.running(Workspace.current().data())
                .orElseThrow(() -> new Failure("the local database is not running; start it with ./kontor"
                        + " run, or name another with --url"));
    }
}
