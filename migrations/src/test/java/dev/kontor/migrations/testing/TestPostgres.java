package dev.kontor.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// One embedded PostgreSQL per JVM: started by the first test that asks, stopped with the JVM.
/// Every database is new, so no test has to clean up. Safe for several threads.
public final class TestPostgres {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private TestPostgres() {}

    /// A new, empty database.
    public static TestDatabase createDatabase() {
        return create("template0");
    }

    /// A new database with all migrations applied.
    public static TestDatabase createMigratedDatabase() {
        return create(PreparedCluster.MIGRATED_DATABASE);
    }

    public static int port() {
        return Server.INSTANCE.port();
    }

    /// A server of its own, for what concerns a whole server; the caller closes it.
    public static TestServer startServer() {
        return start(PreparedCluster.EMPTY);
    }

    /// The same with autovacuum, which looks at each database every second.
    public static TestServer startServerWithAutovacuum() {
        return start(PreparedCluster.EMPTY, "on");
    }

    private static TestServer start(PreparedCluster cluster) {
        return start(cluster, "off");
    }

    private static TestServer start(PreparedCluster cluster, String autovacuum) {
        try {
            return TestServer.on(cluster.copy(), autovacuum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestDatabase create(String template) {
        var name = "test_" + CREATED.incrementAndGet();
        try (var connection = new TestDatabase("postgres", port()).connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template + " strategy file_copy");
            return new TestDatabase(name, port());
        } catch (SQLException e) {
            throw new IllegalStateException("could not create a test database", e);
        }
    }

    private static final class Server {
        static final TestServer INSTANCE = startForThisProcess();

        private static TestServer startForThisProcess() {
            var server = start(PreparedCluster.MIGRATED);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return server;
        }
    }
}
