package dev.kontor.migrations.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// An embedded PostgreSQL on a data directory of its own. It can be stopped or killed, and started
/// again on the same port.
public final class TestServer implements AutoCloseable {

    /// Nothing has to survive a crash.
    private static final Map<String, String> FAST = Map.of(
            "max_connections", "200",
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "autovacuum", "off");

    /// What was committed survives a kill of any process: the kernel has it by then. Only a crash of
    /// the whole machine would need `fsync`.
    private static final Map<String, String> DURABLE = Map.of(
            "max_connections", "40",
            "fsync", "off",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "autovacuum", "off");

    private final AtomicInteger created = new AtomicInteger();
    private final Path data;
    private final Map<String, String> settings;
    private volatile EmbeddedPostgres postgres;

    private TestServer(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = settings;
        this.postgres = start(0);
    }

    /// Starts one on the data in a directory, which it gets by `initdb` where there is none.
    static TestServer on(Path data) throws IOException {
        return new TestServer(data, FAST);
    }

    /// One with autovacuum, which would be busy with databases that are gone in a moment.
    static TestServer withAutovacuumOn(Path data) throws IOException {
        var settings = new HashMap<>(FAST);
        settings.put("autovacuum", "on");
        return new TestServer(data, settings);
    }

    /// One that keeps what it has committed when it is killed.
    static TestServer durableOn(Path data) throws IOException {
        return new TestServer(data, DURABLE);
    }

    public int port() {
        return postgres.getPort();
    }

    /// A new database with all migrations applied, where the server has the migrated one.
    public TestDatabase createMigratedDatabase() {
        return create(PreparedCluster.MIGRATED_DATABASE);
    }

    /// @param template with further options of `create database` behind it
    TestDatabase create(String template) {
        var name = "test_" + created.incrementAndGet();
        try {
            administration().execute("create database " + name + " strategy file_copy template " + template);
            return new TestDatabase(name, port());
        } catch (SQLException e) {
            throw new IllegalStateException("could not create a test database", e);
        }
    }

    /// The database that always is there.
    public TestDatabase administration() {
        return new TestDatabase("postgres", port());
    }

    /// Stops it as an operator does: sessions are ended, and the data is kept.
    public void stop() throws IOException {
        postgres.close();
    }

    /// Starts it again, on the port that it had.
    public void start() throws IOException {
        postgres = start(port());
    }

    /// Ends all its processes at once, as a crash does.
    public void kill() throws IOException {
        kill(postmaster());
        postgres.close();
    }

    static void kill(ProcessHandle postmaster) {
        var all = Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /// The process that the others are children of.
    public ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow(() -> new IOException("the server does not run"));
    }

    /// Stops it and deletes its data.
    @Override
    public void close() throws IOException {
        stop();
        FastStorage.delete(data);
    }

    /// @param port 0 for any that is free
    private EmbeddedPostgres start(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                // The same on every machine, whatever its language.
                .setLocaleConfig("locale", "C")
                .setServerConfig("autovacuum_naptime", "1s")
                .setOutputRedirector(Redirect.DISCARD)
                .setErrorRedirector(Redirect.DISCARD);
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }
}
