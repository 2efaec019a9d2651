package dev.kontor.local.server;

import dev.kontor.functions.Kontor;
import dev.kontor.local.containers.Bridge;
import dev.kontor.local.containers.Docker;
import dev.kontor.local.database.LocalDatabase;
import dev.kontor.local.docs.DocsPage;
import dev.kontor.local.gateway.Gateway;
import dev.kontor.local.gateway.NotificationDispatcher;
import dev.kontor.local.gateway.Scheduler;
import dev.kontor.local.signin.LocalKey;
import dev.kontor.local.signin.SignInService;
import dev.kontor.local.signin.TokenIssuer;
import dev.kontor.local.storage.LocalStorage;
import dev.kontor.local.workspace.Closer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.RunLock;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.migrations.Migrate;
import dev.kontor.migrations.run.MigrationReport;
import dev.kontor.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// All functions of the template on this machine, with their database, bucket and key set.
public final class LocalServer {
    /// Better Auth serves its keys under the same path.
    private static final String KEY_SET_PATH = "/api/auth/jwks";

    /// Schema and code change together here, so contract migrations need no later deploy.
    private static final String WITH_CONTRACTS = "{\"contracts\": true}";

    /// The function's logger is off, because the failed command prints the same line. The field
    /// keeps the logger alive: a logger that is collected forgets its level.
    private static final Logger MIGRATE_LOG = Logger.getLogger(Migrate.class.getName());

    static {
        MIGRATE_LOG.setLevel(Level.OFF);
    }

    /// The reasons for which the data belongs to other migrations than the working copy's: one was
    /// changed, `./kontor push` has already made what one makes, or the data is of another branch.
    private static final List<String> OUTGROWN = List.of(
            MigrationReport.CHECKSUM_MISMATCH,
            "already exists",
            MigrationReport.NO_LONGER_THERE,
            MigrationReport.TOO_LATE);

    /// Taken from the environment of `./kontor run`, where they are set.
    private static final List<String> PASSED_ON = List.of("STRIPE_WEBHOOK_SECRET", "STORAGE_QUOTA_BYTES");

    private final Workspace workspace;
    private final Closer closer;
    private final @Nullable SignInService signIn;

    /// @param url the base of all routes
    public record Running(String url, LocalDatabase database) {}

    /// A server that takes local tokens alone.
    ///
    /// @param closer opens everything that is started, and stops it when it is closed
    public LocalServer(Workspace workspace, Closer closer) {
        this(workspace, closer, null);
    }

    /// @param signIn the service whose tokens it takes, too; null for none
    public LocalServer(Workspace workspace, Closer closer, @Nullable SignInService signIn) {
        this.workspace = workspace;
        this.closer = closer;
        this.signIn = signIn;
    }

    /// Returns once every route answers.
    ///
    /// @param port 0 for any that is free
    /// @param fresh whether to delete the data of earlier runs first
    /// @param forContainers whether containers on this machine reach it too
    /// @throws Failure another command runs here, another program has the port, there is no Docker
    ///   for containers, or something does not start
    public Running start(int port, boolean fresh, boolean forContainers) throws Exception {
        var bridge = forContainers ? Docker.installed().bridge().orElse(null) : null;
        closer.open(() -> RunLock.take(workspace.data(), "./kontor run"));
        var template = Template.read(workspace.template());
        var gateway = closer.open(() -> bind(port, bridge));
        if (fresh) {
            LocalDatabase.delete(workspace.data());
            LocalStorage.delete(workspace.data());
        }
        ProgressLine.say("starting PostgreSQL");
        closer.open(() -> LocalDatabase.guard(workspace.data()));
        var database = closer.open(() -> LocalDatabase.start(workspace.data(), bridge));
        ProgressLine.say("migrating the database");
        migrate(database.ownersEnvironment(), workspace.migrations());

        ProgressLine.say("starting the functions");
        closer.open(() -> RequestLogFile.open(workspace.data()));
        var storage = closer.open(() -> LocalStorage.bind(workspace.data(), bridge));
        var environment = environment(database, gateway, storage);
        samEnvironment(database, environment, forContainers).write(workspace.data());
        var kontor = closer.open(() -> new Kontor(environment));
        gateway.serveJson(KEY_SET_PATH, this::keySet);
        gateway.serve(DocsPage.PATH, new DocsPage(workspace.description(), this::demoToken));
        var handlers = new Handlers(environment, kontor, signIn);
        gateway.start(template, handlers);
        var notifications = new NotificationDispatcher(template.notifications(), handlers);
        closer.open(() -> storage.start(template.bucketCors(), notifications));
        closer.open(() -> new Scheduler(template.schedules(), handlers));
        Readiness.await(gateway.url(), template.routes());
        return new Running(gateway.url(), database);
    }

    private static Map<String, String> environment(LocalDatabase database, Gateway gateway, LocalStorage storage)
            throws SQLException {
        var environment = new HashMap<>(storage.environment());
        environment.putAll(database.functionsEnvironment());
        environment.put("JWT_JWKS_URL", gateway.url() + KEY_SET_PATH);
        environment.put("JWT_ISSUER", TokenIssuer.ISSUER);
        environment.put("JWT_AUDIENCE", TokenIssuer.AUDIENCE);
        for (var name : PASSED_ON) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
        }
        return Map.copyOf(environment);
    }

    private static SamEnvironment samEnvironment(
            LocalDatabase database, Map<String, String> environment, boolean forContainers) {
        var ofMigrate = new HashMap<>(database.ownersEnvironment());
        ofMigrate.remove("DATABASE_URL");
        return forContainers
                ? SamEnvironment.forContainers(environment, ofMigrate)
                : new SamEnvironment(environment, ofMigrate);
    }

    private static Gateway bind(int port, @Nullable Bridge bridge) throws IOException {
        try {
            return Gateway.bind(port, bridge);
        } catch (BindException e) {
            throw new Failure("port %d is taken; choose another with --port".formatted(port), e);
        }
    }

    /// @param environment of the migration function
    /// @param location of the migrations
    /// @throws Failure the migration failed; the message advises to delete the data only where it
    ///   belongs to other migrations
    public static void migrate(Map<String, String> environment, String location) throws IOException {
        var function = new Migrate(environment, location);
        try {
            function.handleRequest(
                    new ByteArrayInputStream(WITH_CONTRACTS.getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayOutputStream(),
                    null);
        } catch (IllegalStateException e) {
            var message = String.valueOf(e.getMessage());
            var isOutgrown = OUTGROWN.stream().anyMatch(message::contains);
            throw new Failure(message + (isOutgrown ? "; run --fresh starts with an empty database" : ""), e);
        }
    }

    private String demoToken() throws IOException {
        return TokenIssuer.demo(workspace.data()).text();
    }

    /// Reads the key each time, because it may have been replaced.
    private String keySet() {
        try {
            return LocalKey.in(workspace.data()).publicKeySet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
