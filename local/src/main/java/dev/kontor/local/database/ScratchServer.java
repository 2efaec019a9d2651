package dev.kontor.local.database;

import dev.kontor.local.workspace.Failure;
import dev.kontor.schema.scratch.MigrationOwner;
import dev.kontor.schema.scratch.ScratchDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL for databases to try things on, beside the one that keeps the data: an embedded one,
/// or one that the user has. It deletes its databases, and the roles that were made in them, when it is
/// closed or the process is told to end. Thread-safe.
public final class ScratchServer implements ScratchDatabases, AutoCloseable {
    private final PGSimpleDataSource source;

    /// Null for a server that the user has.
    private final @Nullable EmbeddedPostgres embedded;

    private final List<String> created = new ArrayList<>();
    private boolean isClosed;

    private ScratchServer(PGSimpleDataSource source, @Nullable EmbeddedPostgres embedded) {
        this.source = source;
        this.embedded = embedded;
    }

    /// @throws Failure the server does not start
    public static ScratchServer start() {
        var password = DatabasePasswords.random();
        try {
            var passwordFile = Files.createTempFile("kontor-scratch-", "");
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(ScratchStorage.make())
                    // The locale of ./kontor run's database. Nothing has to survive a crash.
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD);
            var embedded = PasswordSignIn.start(builder, password, passwordFile);
            var url = embedded.getJdbcUrl(LocalDatabase.OWNER, LocalDatabase.OWNER);
            return new ScratchServer(source(url, LocalDatabase.OWNER, password), embedded);
        } catch (IOException | IllegalStateException e) {
            throw new Failure("a PostgreSQL to try things on did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("stopped before PostgreSQL was ready", e);
        }
    }

    /// Uses a server that is there.
    ///
    /// @param url of any database of the server
    /// @param user a superuser
    /// @throws Failure the server does not answer, or the user is no superuser
    public static ScratchServer at(String url, String user, @Nullable String password) {
        var server = new ScratchServer(source(url, user, password), null);
        try (var connection = server.source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select rolsuper from pg_roles where rolname = current_user")) {
            if (!row.next() || !row.getBoolean(1)) {
                throw new Failure(user + " is no superuser there, and a check needs one to make databases and rows");
            }
            Runtime.getRuntime().addShutdownHook(new Thread(server::closeAtExit));
            return server;
        } catch (SQLException e) {
            throw new Failure("the server at --url does not let " + user + " in: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Connection create() throws SQLException {
        if (isClosed) {
            throw new SQLException("stopped");
        }
        var name = "kontor_scratch_" + UUID.randomUUID().toString().replace("-", "");
        created.add(name);
        execute("create database %s template template0 encoding 'UTF8' locale 'C'".formatted(name));
        return connect(name);
    }

    /// Asks without making a database.
    @Override
    public Set<String> extensions() throws SQLException {
        try (var connection = source.getConnection()) {
            return ScratchDatabases.extensions(connection);
        }
    }

    /// @throws Failure something is left on the server; the message names it
    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (embedded != null) {
            embedded.close();
        } else if (!created.isEmpty()) {
            leave();
        }
    }

    private void leave() {
        var left = new ArrayList<String>();
        attempt("what %s has granted".formatted(MigrationOwner.NAME), left, () -> {
            // A check that is being stopped would keep its locks.
            execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname in ('%s')"
                    .formatted(String.join("', '", created)));
            try (var connection = connect(created.getFirst())) {
                MigrationOwner.dropOwned(connection);
            }
        });
        for (var name : created) {
            attempt(name, left, () -> execute("drop database if exists %s with (force)".formatted(name)));
        }
        attempt("the role " + MigrationOwner.NAME, left, () -> {
            try (var connection = source.getConnection()) {
                MigrationOwner.dropRoles(connection);
            }
        });
        if (!left.isEmpty()) {
            throw new Failure("left on the server: " + String.join("; ", left));
        }
    }

    private interface Removal {
        void run() throws SQLException;
    }

    /// The others are removed even if one cannot be.
    private static void attempt(String what, List<String> left, Removal removal) {
        try {
            removal.run();
        } catch (SQLException e) {
            left.add("%s (%s)".formatted(what, e.getMessage()));
        }
    }

    private void closeAtExit() {
        try {
            close();
        } catch (IOException | Failure e) {
            System.err.println("kontor: " + e.getMessage());
        }
    }

    private Connection connect(String database) throws SQLException {
        var named = source(source.getUrl(), source.getUser(), source.getPassword());
        named.setDatabaseName(database);
        return named.getConnection();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PGSimpleDataSource source(String url, @Nullable String user, @Nullable String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
