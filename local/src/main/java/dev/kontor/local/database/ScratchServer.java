package dev.kontor.local.database;

import dev.kontor.local.workspace.Failure;
import dev.kontor.schema.scratch.ScratchDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// An embedded PostgreSQL for databases to try things on, beside the one that keeps the data. It
/// deletes everything when it is closed. For one thread.
public final class ScratchServer implements ScratchDatabases, AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final String password;
    private int created;

    private ScratchServer(EmbeddedPostgres postgres, String password) {
        this.postgres = postgres;
        this.password = password;
    }

    /// @throws Failure the server does not start
    public static ScratchServer start() {
        var password = DatabasePasswords.random();
        try {
            var passwordFile = Files.createTempFile("kontor-scratch-", "");
            var builder = EmbeddedPostgres.builder()
                    // The locale of ./kontor run's database. Nothing has to survive a crash.
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD);
            return new ScratchServer(PasswordSignIn.start(builder, password, passwordFile), password);
        } catch (IOException | IllegalStateException e) {
            throw new Failure("a PostgreSQL to try things on did not start: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection create() throws SQLException {
        var name = "scratch_" + ++created;
        try (var connection = connect(LocalDatabase.OWNER);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return connect(name);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                postgres.getJdbcUrl(LocalDatabase.OWNER, database), LocalDatabase.OWNER, password);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
