package dev.kontor.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.artefact.Manifest;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.MigrationReport;
import dev.kontor.migrations.run.MigrationReport.Applied;
import dev.kontor.migrations.run.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An empty database, and migrations that a test writes for itself. A test that hangs fails.
@Timeout(60)
public abstract class MigratorFixture {

    /// The time-out of a run that is meant to run out of time.
    public static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    protected Path folder;

    @TempDir
    private Path releases;

    private int copies;
    protected TestDatabase database = TestPostgres.createDatabase();

    @BeforeEach
    void countAttempts() throws SQLException {
        // A sequence goes on counting after a rollback. It has a schema of its own, since public must
        // be empty.
        database.execute("create schema tests; create sequence tests.attempts");
    }

    @AfterEach
    void dropDatabase() {
        database.drop();
    }

    public static MigrationConfig config(TestDatabase database) {
        return new MigrationConfig(database.url(), TestDatabase.OWNER, null);
    }

    /// The configuration of a run with the migrations in the folder and a manifest.
    protected MigrationConfig inFolder() throws IOException {
        build();
        return config(database).withLocation("filesystem:" + folder);
    }

    /// Writes the manifest, as the build does.
    protected void build() throws IOException {
        Manifest.main(
                new String[] {folder.toString(), folder.resolve(Manifest.NAME).toString()});
    }

    protected void migration(String name, String sql) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql);
    }

    /// Applies those of a project's migrations whose file names are wanted, but for contract
    /// migrations.
    ///
    /// @param project the folder of its migrations
    protected void applyMigrations(Path project, Predicate<String> wanted) throws IOException {
        try (var files = Files.list(project)) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                var name = file.getFileName().toString();
                if (name.endsWith(".sql") && wanted.test(name)) {
                    migration(name, Files.readString(file));
                }
            }
        }
        assertThat(run(inFolder()).status()).isEqualTo("migrated");
    }

    /// Copies an artefact, as a release that is kept.
    protected Path copyOf(Path artefact) throws IOException {
        var copy = Files.createDirectory(releases.resolve("release-" + copies++));
        for (var file : Manifest.read(artefact).entrySet()) {
            var target = copy.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        Files.copy(artefact.resolve(Manifest.NAME), copy.resolve(Manifest.NAME));
        return copy;
    }

    public static MigrationReport run(MigrationConfig config) {
        return new Migrator(config).run();
    }

    public static List<String> versions(MigrationReport report) {
        return report.applied().stream().map(Applied::version).toList();
    }

    public interface Action {
        void run() throws Exception;
    }

    /// Runs an action that may throw, for other threads.
    public static void unchecked(Action action) {
        try {
            action.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    protected boolean exists(String table) throws SQLException {
        return database.query("select to_regclass('%s')".formatted(table)).equals(List.of(table));
    }

    protected long attempts() throws SQLException {
        return Long.parseLong(
                database.query("select case when is_called then last_value else 0 end from" + " tests.attempts")
                        .getFirst());
    }

    /// Whether nobody holds the lock: another session can take it.
    protected boolean lockIsFree() throws SQLException {
        return database.query("select pg_try_advisory_lock(987654321)").equals(List.of("t"));
    }
}
