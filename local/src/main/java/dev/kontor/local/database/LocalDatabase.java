package dev.kontor.local.database;

import dev.kontor.local.containers.Bridge;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.SecretFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An embedded PostgreSQL on its own port. What it commits is on the disk, as with any other
/// server. It belongs to this process but survives a kill of it; the next start stops such an
/// orphan first. Whoever signs in needs a password ([DatabasePasswords]), also on this machine.
public final class LocalDatabase implements AutoCloseable {
    /// The role that owns the database.
    public static final String OWNER = "postgres";

    /// The role that the functions sign in as.
    public static final String FUNCTIONS_ROLE = "kontor_app";

    private static final String NAME = "kontor";
    private static final String PASSWORD_ON_LOOPBACK = """
        local all all scram-sha-256
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256
        """;

    /// For the moment in which the owner of older data gets a password.
    private static final String TRUST_ON_LOOPBACK = "host all all 127.0.0.1/32 trust\nhost all all ::1/128 trust\n";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(1);

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final DatabasePasswords passwords;

    private LocalDatabase(EmbeddedPostgres postgres, Path data, DatabasePasswords passwords) {
        this.postgres = postgres;
        this.data = data;
        this.passwords = passwords;
    }

    /// Starts the server on the data in `directory`, which no other process may use at this time.
    ///
    /// @throws Failure the server does not start
    public static LocalDatabase start(Path directory) throws IOException, InterruptedException {
        return start(directory, null);
    }

    /// Starts the server as the other `start` does.
    ///
    /// @param bridge containers reach it there; null for none
    public static LocalDatabase start(Path directory, @Nullable Bridge bridge)
            throws IOException, InterruptedException {
        Postmaster.stopAny(data(directory));
        var complete = directory.resolve("postgres.complete");
        if (!Files.exists(complete)) {
            // There is no data, or only what an interrupted initdb left.
            deleteTree(data(directory));
        } else if (!Files.exists(data(directory).resolve("PG_VERSION"))) {
            throw new Failure(data(directory) + " is damaged; ./kontor run --fresh starts with an empty one");
        }
        var knowsPasswords = DatabasePasswords.existIn(directory);
        var passwords = knowsPasswords ? DatabasePasswords.in(directory) : DatabasePasswords.make();
        var log = directory.resolve("postgres.log");
        Files.deleteIfExists(log);
        try {
            if (Files.exists(complete)) {
                writeRules(data(directory), knowsPasswords ? PASSWORD_ON_LOOPBACK : TRUST_ON_LOOPBACK);
            }
            var passwordFile = directory.resolve("initdb-password");
            var server = PasswordSignIn.start(builder(directory, log, bridge), passwords.owner(), passwordFile);
            var database = new LocalDatabase(server, data(directory), passwords);
            if (!knowsPasswords) {
                database.setPassword(OWNER, passwords.owner());
                passwords.keepIn(directory);
            }
            database.admit(bridge);
            database.createOnce();
            Files.writeString(complete, "");
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            Postmaster.stopAny(data(directory));
            throw new Failure("PostgreSQL did not start; it says why in " + log, e);
        }
    }

    /// When this is closed, it stops any server on the data in `directory`, even one whose start
    /// never returned.
    public static AutoCloseable guard(Path directory) {
        return () -> Postmaster.stopAny(data(directory));
    }

    /// Deletes all data in `directory`, after stopping any server on it.
    public static void delete(Path directory) throws IOException, InterruptedException {
        Postmaster.stopAny(data(directory));
        Files.deleteIfExists(directory.resolve("postgres.complete"));
        deleteTree(data(directory));
    }

    /// The way into the database on the data in `directory`, if any process runs it.
    public static Optional<LocalAccess> running(Path directory) throws IOException {
        var postmaster = Postmaster.on(data(directory));
        return postmaster.isPresent()
                ? Optional.of(new LocalAccess(
                        url(postmaster.get().port()),
                        DatabasePasswords.in(directory).owner()))
                : Optional.empty();
    }

    public LocalAccess access() {
        return new LocalAccess(url(postgres.getPort()), passwords.owner());
    }

    /// The variables with which the migration function signs in.
    public Map<String, String> ownersEnvironment() {
        return Map.of("DATABASE_URL", access().url(), "DATABASE_USER", OWNER, "DATABASE_PASSWORD", passwords.owner());
    }

    /// The variables with which the other functions sign in. The migrations make their role, which
    /// gets its password here.
    public Map<String, String> functionsEnvironment() throws SQLException {
        setPassword(FUNCTIONS_ROLE, passwords.functions());
        return Map.of(
                "DATABASE_URL",
                access().url(),
                "DATABASE_USER",
                FUNCTIONS_ROLE,
                "DATABASE_PASSWORD",
                passwords.functions());
    }

    /// Returns when the server has ended, for whatever reason.
    public void awaitEnd() throws IOException, InterruptedException {
        while (Postmaster.on(data).isPresent()) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /// Stops the server and returns when it has ended.
    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static EmbeddedPostgres.Builder builder(Path directory, Path log, @Nullable Bridge bridge) {
        var addresses =
                bridge == null ? "localhost" : "localhost," + bridge.address().getHostAddress();
        return EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", addresses)
                .setDataDirectory(data(directory))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(TIME_TO_RECOVER)
                // The library is made for tests and turns these off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // The same sort order on every machine.
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()));
    }

    /// Says who may sign in, in place of what initdb or an earlier run said.
    private void admit(@Nullable Bridge bridge) throws IOException, SQLException {
        var ofContainers = bridge == null ? "" : "host %s all %s scram-sha-256\n".formatted(NAME, bridge.subnet());
        writeRules(data, PASSWORD_ON_LOOPBACK + ofContainers);
        execute("select pg_reload_conf()");
    }

    /// Replaces the file at once: a server whose file was cut by a kill would never start again.
    private static void writeRules(Path data, String rules) throws IOException {
        SecretFile.replace(data.resolve("pg_hba.conf"), rules);
    }

    private void setPassword(String role, String password) throws SQLException {
        execute("alter role %s password '%s'".formatted(role, password));
    }

    private void createOnce() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select from pg_database where datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("create database " + NAME);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(postgres.getPort(), OWNER), OWNER, passwords.owner());
    }

    private static Path data(Path directory) {
        return directory.resolve("postgres");
    }

    private static String url(int port) {
        return url(port, NAME);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
