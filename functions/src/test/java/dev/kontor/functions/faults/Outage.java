package dev.kontor.functions.faults;

import dev.kontor.migrations.testing.FaultyProxy;
import dev.kontor.migrations.testing.PgBouncer;
import dev.kontor.migrations.testing.SmallDiskServer;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.migrations.testing.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A way in which a database is away for a while. It is there before [#begin] and after [#end].
interface Outage extends AutoCloseable {

    /// The database, by a way that the outage leaves open before and after it.
    TestDatabase database();

    /// Where functions believe it to be.
    default Map<String, String> environment() {
        return database().environment();
    }

    void begin() throws Exception;

    void end() throws Exception;

    @Override
    void close() throws IOException;

    /// The same environment with another URL. The wrapper needs some password, which nobody asks for.
    static Map<String, String> at(int port, TestDatabase database, String scheme, String password) {
        var environment = new HashMap<>(database.environment());
        var url = new TestDatabase(database.name(), port).url();
        environment.put("DATABASE_URL", url.replace("jdbc:postgresql:", scheme));
        environment.put("DATABASE_PASSWORD", password);
        return environment;
    }

    /// The server is stopped as an operator does, or all its processes are killed.
    record OfServer(TestServer server, TestDatabase database, boolean isKilled) implements Outage {

        static Outage stopped() {
            return of(false);
        }

        static Outage killed() {
            return of(true);
        }

        private static Outage of(boolean isKilled) {
            var server = TestPostgres.startDurableServer();
            return new OfServer(server, server.createMigratedDatabase(), isKilled);
        }

        @Override
        public void begin() throws IOException {
            if (isKilled) {
                server.kill();
            } else {
                server.stop();
            }
        }

        @Override
        public void end() throws IOException {
            server.start();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /// Others have all connections that the server allows.
    record OfConnections(TestServer server, TestDatabase database, List<Connection> others) implements Outage {

        private static final String TOO_MANY = "53300";

        static Outage usedUp() {
            var server = TestPostgres.startDurableServer();
            return new OfConnections(server, server.createMigratedDatabase(), new ArrayList<>());
        }

        /// First ends those of the functions, which would otherwise have theirs.
        @Override
        public void begin() throws SQLException {
            database.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kontor_app'");
            try {
                while (true) {
                    others.add(database.connectAs(TestDatabase.APP));
                }
            } catch (SQLException e) {
                if (!TOO_MANY.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }

        @Override
        public void end() throws SQLException {
            for (var other : others) {
                other.close();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /// Something is wrong on the way to the server.
    record OfNetwork(TestDatabase database, FaultyProxy proxy, String scheme, Fault fault) implements Outage {

        interface Fault {
            void of(FaultyProxy proxy);
        }

        static Outage of(String scheme, Fault fault) throws IOException {
            var database = TestPostgres.createMigratedDatabase();
            return new OfNetwork(database, new FaultyProxy(database.port()), scheme, fault);
        }

        @Override
        public Map<String, String> environment() {
            return at(proxy.port(), database, scheme, "any");
        }

        @Override
        public void begin() {
            fault.of(proxy);
        }

        @Override
        public void end() {
            proxy.recover();
        }

        @Override
        public void close() throws IOException {
            proxy.close();
            database.drop();
        }
    }

    /// The pooler before the server is killed.
    record OfPooler(TestDatabase database, PgBouncer bouncer) implements Outage {

        static Outage killed() throws IOException, InterruptedException {
            PgBouncer.assumeInstalled();
            var database = TestPostgres.createMigratedDatabase();
            return new OfPooler(database, PgBouncer.start(database));
        }

        @Override
        public Map<String, String> environment() {
            return at(bouncer.port(), database, "jdbc:postgresql:", PgBouncer.PASSWORD);
        }

        @Override
        public void begin() {
            bouncer.kill();
        }

        @Override
        public void end() throws IOException, InterruptedException {
            bouncer.startAgain();
        }

        @Override
        public void close() throws IOException {
            bouncer.close();
            database.drop();
        }
    }

    /// The server takes no changes, as a reader that a fail-over made of the writer. Sessions that
    /// begin meanwhile stay readers.
    record OfWriter(TestDatabase database) implements Outage {

        static Outage readOnly() {
            return new OfWriter(TestPostgres.createMigratedDatabase());
        }

        @Override
        public void begin() throws SQLException {
            readOnly("on");
            database.query("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where usename = 'kontor_app' and datname = current_database()");
        }

        @Override
        public void end() throws SQLException {
            readOnly("off");
        }

        private void readOnly(String value) throws SQLException {
            database.execute("alter role kontor_app in database %s set default_transaction_read_only = %s"
                    .formatted(database.name(), value));
        }

        @Override
        public void close() {
            database.drop();
        }
    }

    /// The server's disk is full.
    record OfDisk(SmallDiskServer server, TestDatabase database) implements Outage {

        static Outage full() throws IOException, InterruptedException, SQLException {
            SmallDiskServer.assumePossible();
            var server = SmallDiskServer.start();
            return new OfDisk(server, server.createMigratedDatabase());
        }

        @Override
        public void begin() throws SQLException {
            server.fill();
        }

        @Override
        public void end() throws SQLException {
            server.free();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
