package dev.kontor.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kontor.migrations.artefact.Scope;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.gate.DeployGate;
import dev.kontor.migrations.gate.FunctionTime;
import dev.kontor.migrations.json.JsonScalars;
import dev.kontor.migrations.run.MigrationReport;
import dev.kontor.migrations.run.Migrator;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The function that a deploy calls before it changes anything else. It hands events of
/// CloudFormation to the [DeployGate]. Any other event migrates the database that the environment
/// names, and the answer is the [MigrationReport] as JSON; `{"contracts": true}` asks for the
/// contract migrations too.
///
/// The environment is read with each event, so that CloudFormation gets an answer even where a
/// variable is missing.
public final class Migrate implements RequestStreamHandler {

    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    static {
        // One line per entry without a time, since Lambda's log adds it. This has to be set before
        // the first logger is made. A process that has chosen a format keeps it.
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%4$s %5$s%6$s%n");
        }
    }

    private static final Logger LOG = System.getLogger(Migrate.class.getName());

    /// The part of the function's time that is kept for cancelling a run and for its report.
    private static final Duration TO_REPORT = Duration.ofSeconds(15);

    private final Map<String, String> environment;
    private final String location;

    /// The constructor that Lambda calls.
    public Migrate() {
        this(System.getenv());
    }

    /// For a process that hands the environment over.
    public Migrate(Map<String, String> environment) {
        this(environment, MigrationConfig.DEFAULT_LOCATION);
    }

    /// For a process that hands the environment over, and has the migrations elsewhere than in the
    /// archive.
    ///
    /// @param location as in [MigrationConfig]
    public Migrate(Map<String, String> environment, String location) {
        this.environment = Map.copyOf(environment);
        this.location = location;
    }

    /// Runs the migrations and answers the report, or CloudFormation.
    ///
    /// @throws IllegalStateException the migration failed; or a variable is missing or malformed,
    ///   and the message names it in one line
    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context) throws IOException {
        var fields = JsonScalars.read(event);
        if (fields.get("/ResponseURL") == null) {
            answer.write(run(fields, context).toJson().getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            new DeployGate(environment, location).handle(fields, context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private MigrationReport run(JsonScalars event, @Nullable Context context) {
        var config = MigrationConfig.fromEnvironment(environment);
        var timeout = FunctionTime.shorter(
                config.timeout(), FunctionTime.remaining(context).minus(TO_REPORT));
        var scope = event.text("/contracts").equals("true") ? Scope.EVERYTHING : Scope.EXPAND;
        var report = new Migrator(config.withLocation(location).withScope(scope).withTimeout(timeout)).run();
        LOG.log(report.failed() ? Level.ERROR : Level.INFO, report::toJson);
        if (report.failed()) {
            throw new IllegalStateException("migration failed: " + report.error());
        }
        return report;
    }
}
