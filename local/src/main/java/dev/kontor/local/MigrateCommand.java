package dev.kontor.local;

import dev.kontor.local.database.LocalAccess;
import dev.kontor.local.database.LocalDatabase;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.migrations.artefact.Scope;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import java.io.IOException;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = {
            "Does to a database what the migration function does before a deploy.",
            "DATABASE_PASSWORD (for --url), MIGRATION_TIMEOUT, MIGRATION_LOCK_ID, MIGRATION_DRIFT and"
                    + " MIGRATION_HISTORY are taken from the environment."
        })
final class MigrateCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "JDBC-URL",
            description = "As in jdbc:postgresql://HOST/NAME; by default the database of ./kontor run.")
    private @Nullable String url;

    @Option(
            names = "--user",
            defaultValue = LocalDatabase.OWNER,
            description = "The role that owns the schema; by default ${DEFAULT-VALUE}.")
    private String user;

    @Option(names = "--contracts", description = "Apply contract migrations too: no code uses what they drop.")
    private boolean contracts;

    @Option(names = "--json", description = "Print the function's report.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var migrator = migrator();
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
        return 0;
    }

    private Migrator migrator() throws IOException {
        var environment = new HashMap<String, String>(System.getenv());
        if (url == null) {
            var local = local();
            environment.put("DATABASE_URL", local.url());
            environment.put("DATABASE_PASSWORD", local.password());
        } else {
            environment.put("DATABASE_URL", url);
        }
        environment.put("DATABASE_USER", user);
        try {
            return new Migrator(MigrationConfig.fromEnvironment(environment)
                    .withLocation(Workspace.current().migrations())
                    .withScope(contracts ? Scope.EVERYTHING : Scope.EXPAND));
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
