package dev.kontor.local;

import dev.kontor.functions.Kontor;
import dev.kontor.local.database.LocalDatabase;
import dev.kontor.local.gateway.Gateway;
import dev.kontor.local.gateway.Notifier;
import dev.kontor.local.gateway.Scheduler;
import dev.kontor.local.gateway.Template;
import dev.kontor.local.signin.LocalKey;
import dev.kontor.local.signin.TokenIssuer;
import dev.kontor.local.storage.LocalStorage;
import dev.kontor.migrations.Migrate;
import dev.kontor.migrations.run.MigrationReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// All functions of the template on this machine, with a database, a bucket and a key set to go
/// with them.
final class LocalServer {
    /// Where Better Auth serves its keys, too.
    private static final String KEY_SET_PATH = "/api/auth/jwks";

    private static final String FUNCTIONS_ROLE = "kontor_app";

    /// Schema and code come together here, so nothing has to wait for a later deploy.
    private static final String WITH_CONTRACTS = "{\"contracts\": true}";

    /// Off, since the one line of a failed command says the same. Kept here: a logger that nobody
    /// holds forgets its level.
    private static final Logger MIGRATE_LOG = Logger.getLogger(Migrate.class.getName());

    static {
        MIGRATE_LOG.setLevel(Level.OFF);
    }

    private final Workspace workspace;
    private final Parts parts;

    /// @param url the base of all routes
    record Running(String url, LocalDatabase database) {}

    /// @param parts what is started is opened there, and closed with it
    LocalServer(Workspace workspace, Parts parts) {
        this.workspace = workspace;
        this.parts = parts;
    }

    /// Returns once every route answers.
    ///
    /// @param port 0 for any that is free
    /// @param fresh whether to delete the data of earlier runs first
    /// @throws Failure something else runs here or has the port, or a part does not start
    Running start(int port, boolean fresh) throws Exception {
        parts.open(() -> RunLock.take(workspace.data(), "./kontor run"));
        var template = Template.read(workspace.template());
        var gateway = parts.open(() -> bind(port));
        if (fresh) {
            LocalDatabase.delete(workspace.data());
            LocalStorage.delete(workspace.data());
        }
        ProgressLine.say("starting PostgreSQL");
        parts.open(() -> LocalDatabase.guard(workspace.data()));
        var database = parts.open(() -> LocalDatabase.start(workspace.data()));
        ProgressLine.say("migrating the database");
        migrate(database.url());

        ProgressLine.say("starting the functions");
        parts.open(() -> RequestLogFile.open(workspace.data()));
        var storage = parts.open(() -> LocalStorage.bind(workspace.data()));
        var environment = environment(database, gateway, storage);
        SamEnvironment.write(workspace.data(), environment);
        var kontor = parts.open(() -> new Kontor(environment));
        gateway.serveJson(KEY_SET_PATH, this::keySet);
        var handlers = new Handlers(environment, kontor);
        gateway.start(template.routes(), handlers);
        var notifier = new Notifier(template.notifications(), handlers);
        parts.open(() -> storage.start(notifier));
        parts.open(() -> new Scheduler(template.schedules(), handlers));
        Readiness.await(gateway.url(), template.routes());
        return new Running(gateway.url(), database);
    }

    private static Map<String, String> environment(LocalDatabase database, Gateway gateway, LocalStorage storage) {
        var environment = new HashMap<>(storage.environment());
        environment.put("DATABASE_URL", database.url());
        environment.put("DATABASE_USER", FUNCTIONS_ROLE);
        environment.put("JWT_JWKS_URL", gateway.url() + KEY_SET_PATH);
        environment.put("JWT_ISSUER", TokenIssuer.ISSUER);
        environment.put("JWT_AUDIENCE", TokenIssuer.AUDIENCE);
        return Map.copyOf(environment);
    }

    private static Gateway bind(int port) throws IOException {
        try {
            return Gateway.bind(port);
        } catch (BindException e) {
            throw new Failure("port %d is taken; choose another with --port".formatted(port), e);
        }
    }

    /// @throws Failure it failed; advises to delete the data only where an applied migration is no
    ///   longer what it was
    static void migrate(String url) throws IOException {
        var function = new Migrate(Map.of("DATABASE_URL", url, "DATABASE_USER", LocalDatabase.OWNER));
        try {
            function.handleRequest(
                    new ByteArrayInputStream(WITH_CONTRACTS.getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayOutputStream(),
                    null);
        } catch (IllegalStateException e) {
            var message = String.valueOf(e.getMessage());
            // What ./kontor push made is in the way of the migration that makes it.
            var isOutgrown = message.contains(MigrationReport.CHECKSUM_MISMATCH) || message.contains("already exists");
            throw new Failure(message + (isOutgrown ? "; run --fresh starts with an empty database" : ""), e);
        }
    }

    /// Read anew each time: someone may have put another key there.
    private String keySet() {
        try {
            return LocalKey.in(workspace.data()).publicKeySet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
