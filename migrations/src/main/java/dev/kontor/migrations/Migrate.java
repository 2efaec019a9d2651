package dev.kontor.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The function that a deploy calls before it changes anything else. Whatever the event says, it
/// migrates the database of its environment and answers the [MigrationReport] as JSON. A migration
/// that failed makes the invocation fail, so that the deploy stops.
public final class Migrate implements RequestStreamHandler {

    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    static {
        // One line each, since Lambda's log has its own clock. Before the first logger is made, and
        // not against a process that has chosen a format.
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%4$s %5$s%6$s%n");
        }
    }

    private static final Logger LOG = System.getLogger(Migrate.class.getName());

    private final Migrator migrator;

    /// As Lambda makes it.
    ///
    /// @throws IllegalStateException in one line that names the variable that is missing or
    ///   malformed
    public Migrate() {
        this(System.getenv());
    }

    /// As a process of one's own makes it, which is handed its environment.
    ///
    /// @throws IllegalStateException as above
    public Migrate(Map<String, String> environment) {
        migrator = new Migrator(MigrationConfig.fromEnvironment(environment));
    }

    /// Runs the migrations and answers the report.
    ///
    /// @throws IllegalStateException when the migration failed
    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
            throws IOException {
        var report = migrator.run();
        LOG.log(report.failed() ? Level.ERROR : Level.INFO, report::toJson);
        if (report.failed()) {
            throw new IllegalStateException("migration failed: " + report.error());
        }
        answer.write(report.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
