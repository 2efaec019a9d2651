package dev.kontor.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/// One embedded PostgreSQL per JVM: started by the first test that asks, stopped with the JVM.
/// Every database is new, so no test has to clean up. Safe for several threads.
public final class TestPostgres {

    private TestPostgres() {}

    /// A new, empty database.
    public static TestDatabase createDatabase() {
        return Server.INSTANCE.create("template0");
    }

    /// A new database with all migrations applied.
    public static TestDatabase createMigratedDatabase() {
        return Server.INSTANCE.createMigratedDatabase();
    }

    public static int port() {
        return Server.INSTANCE.port();
    }

    /// The program that runs the server.
    static String program() throws IOException {
        return Server.INSTANCE.postmaster().info().command().orElseThrow();
    }

    /// A server of its own, for what concerns a whole server; the caller closes it.
    public static TestServer startServer() {
        return start(() -> TestServer.on(PreparedCluster.EMPTY.copy()));
    }

    /// The same with autovacuum, which looks at each database every second.
    public static TestServer startServerWithAutovacuum() {
        return start(() -> TestServer.withAutovacuumOn(PreparedCluster.EMPTY.copy()));
    }

    /// The same with migrated databases, which keep what was committed when the server is killed.
    public static TestServer startDurableServer() {
        return start(() -> TestServer.durableOn(PreparedCluster.MIGRATED.copy()));
    }

    private interface Start {
        TestServer run() throws IOException;
    }

    private static TestServer start(Start start) {
        try {
            return start.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Server {
        static final TestServer INSTANCE = startForThisProcess();

        private static TestServer startForThisProcess() {
            var server = start(() -> TestServer.on(PreparedCluster.MIGRATED.copy()));
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
