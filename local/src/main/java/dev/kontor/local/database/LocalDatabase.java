package dev.kontor.local.database;

import dev.kontor.local.containers.Bridge;
import dev.kontor.local.workspace.Failure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An embedded PostgreSQL on its own port. What it commits is on the disk, as with any other
/// server. It belongs to this process but survives a kill of it; the next start stops such an
/// orphan first. Anyone on this machine may sign in without a password, and containers with one.
public final class LocalDatabase implements AutoCloseable {
    /// The role that owns the database.
    public static final String OWNER = "postgres";

    private static final String NAME = "kontor";
    private static final int PASSWORD_BYTES = 24;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(1);

    private final EmbeddedPostgres postgres;
    private final Path data;

    private LocalDatabase(EmbeddedPostgres postgres, Path data) {
        this.postgres = postgres;
        this.data = data;
    }

    /// Starts the server on the data in `directory`, which no other process may use at this time.
    ///
    /// @throws Failure the server does not start
    public static LocalDatabase start(Path directory) throws IOException, InterruptedException {
        return start(directory, null);
    }

    /// Starts the server as the other `start` does.
    ///
    /// @param bridge containers reach it there, with a [password][#newPassword]; null for none
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
        var log = directory.resolve("postgres.log");
        Files.deleteIfExists(log);
        try {
            var database = new LocalDatabase(builder(directory, log, bridge).start(), data(directory));
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

    /// The JDBC URL of the database on the data in `directory`, if any process runs it.
    public static Optional<String> running(Path directory) throws IOException {
        return Postmaster.on(data(directory)).map(postmaster -> url(postmaster.port()));
    }

    public String url() {
        return url(postgres.getPort());
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

    /// Gives the role a new password, without which containers cannot sign in. The owner could
    /// otherwise run programs on this machine from any container.
    public String newPassword(String role) throws SQLException {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter role %s password '%s'".formatted(role, password));
        }
        return password;
    }

    /// Says who may sign in, in place of what initdb or an earlier run said.
    private void admit(@Nullable Bridge bridge) throws IOException, SQLException {
        var rules = new StringBuilder("""
            local all all trust
            host all all 127.0.0.1/32 trust
            host all all ::1/128 trust
            """);
        if (bridge != null) {
            rules.append("host %s all %s scram-sha-256\n".formatted(NAME, bridge.subnet()));
        }
        Files.writeString(data.resolve("pg_hba.conf"), rules);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
    }

    private void createOnce() throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select from pg_database where datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("create database " + NAME);
            }
        }
    }

    private static Path data(Path directory) {
        return directory.resolve("postgres");
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    private static void deleteTree(Path root) throws IOException {
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
