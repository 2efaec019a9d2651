package dev.kontor.benchmarks.database;

import dev.kontor.benchmarks.machine.ProcFiles;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The one PostgreSQL of a run, the embedded one that `./kontor` and the tests use.
public final class BenchmarkServer implements AutoCloseable {

    private static final String OWNER = "postgres";
    private static final String APP = "kontor_app";

    /// The settings that are not PostgreSQL's own. The disk is left out, since its speed says nothing
    /// about either program.
    public static final Map<String, String> SETTINGS = settings();

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final long pid;

    private BenchmarkServer(EmbeddedPostgres postgres, Path data, long pid) {
        this.postgres = postgres;
        this.data = data;
        this.pid = pid;
    }

    public static BenchmarkServer start() throws IOException {
        var data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres")
                .toAbsolutePath();
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(Redirect.DISCARD)
                .setErrorRedirector(Redirect.DISCARD);
        SETTINGS.forEach(builder::setServerConfig);
        // StatementLog reads it.
        builder.setServerConfig("logging_collector", "on").setServerConfig("log_destination", "jsonlog");
        var postgres = builder.start();
        var pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        return new BenchmarkServer(postgres, data, pid);
    }

    /// Makes a database with all migrations.
    public void createMigrated(String name) throws SQLException {
        createEmpty(name);
        var report = new Migrator(new MigrationConfig(jdbcUrl(name), OWNER, null)).run();
        if (report.failed()) {
            throw new IllegalStateException(report.error());
        }
    }

    public void createEmpty(String name) throws SQLException {
        execute(OWNER, "create database " + name + " template template0");
    }

    /// Makes a copy of a database that nobody is connected to.
    public void copy(String from, String to) throws SQLException {
        execute(OWNER, "create database " + to + " template " + from + " strategy file_copy");
    }

    public String version() throws SQLException {
        try (var connection = connect(OWNER)) {
            return connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
        }
    }

    public int port() {
        return postgres.getPort();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    /// As postgres-js takes it.
    public String nodeUrl(String database) {
        return "postgres://" + APP + "@127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    /// A connection as owner of everything.
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), OWNER, "");
    }

    public void execute(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row.
    public String query(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /// The directory of its log.
    public Path logs() {
        return data.resolve("log");
    }

    /// The processor time of all its processes so far.
    public Duration processorTime() {
        return ProcFiles.processorTimeOfTree(pid);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "1GB");
        settings.put("maintenance_work_mem", "512MB");
        settings.put("max_wal_size", "8GB");
        settings.put("fsync", "off");
        settings.put("synchronous_commit", "off");
        settings.put("full_page_writes", "off");
        settings.put("autovacuum", "off");
        settings.put("timezone", "UTC");
        return settings;
    }
}
