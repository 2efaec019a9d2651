package dev.kontor.migrations.testing;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One embedded PostgreSQL per JVM: started by the first test that asks, stopped with the JVM.
/// Every database is new, so no test has to clean up. Safe for several threads.
public final class TestPostgres {

    /// Kept here, since a logger that nobody holds forgets its level.
    private static final Logger LOG = Logger.getLogger("io.zonky.test.db.postgres");

    private static final AtomicInteger CREATED = new AtomicInteger();

    private TestPostgres() {}

    /// A new, empty database.
    public static TestDatabase createDatabase() {
        return create("template0");
    }

    /// A new database with all migrations applied: a copy of one that the real [Migrator] made.
    public static TestDatabase createMigratedDatabase() {
        return create(Template.NAME);
    }

    public static int port() {
        return Server.INSTANCE.getPort();
    }

    /// A server of its own, for what concerns a whole server; the caller closes it.
    public static EmbeddedPostgres startServer() {
        LOG.setLevel(Level.WARNING);
        try {
            return EmbeddedPostgres.builder()
                    // The same on every machine, whatever its language.
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("max_connections", "200")
                    // Nothing here has to survive a crash.
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestDatabase create(String template) {
        var name = "test_" + CREATED.incrementAndGet();
        try (var connection = new TestDatabase("postgres", port()).connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
            return new TestDatabase(name, port());
        } catch (SQLException e) {
            throw new IllegalStateException("could not create a test database", e);
        }
    }

    private static final class Template {
        static final String NAME = migrate();

        private static String migrate() {
            var database = createDatabase();
            var config = new MigrationConfig(database.url(), TestDatabase.OWNER, null);
            var report = new Migrator(config).run();
            if (report.failed()) {
                throw new IllegalStateException(report.error());
            }
            return database.name();
        }
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = startServer();
    }
}
