package dev.kontor.local.database;

import dev.kontor.local.workspace.Failure;
import dev.kontor.schema.scratch.ScratchDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.SQLException;

/// An embedded PostgreSQL for databases to try things on, beside the one that keeps the data. It
/// deletes everything when it is closed. For one thread.
public final class ScratchServer implements ScratchDatabases, AutoCloseable {
    private final EmbeddedPostgres postgres;
    private int created;

    private ScratchServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /// @throws Failure the server does not start
    public static ScratchServer start() {
        try {
            return new ScratchServer(EmbeddedPostgres.builder()
                    // The locale of ./kontor run's database. Nothing has to survive a crash.
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new Failure("a PostgreSQL to try things on did not start: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection create() throws SQLException {
        var name = "scratch_" + ++created;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getDatabase(LocalDatabase.OWNER, name).getConnection();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
