package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.ChildProcess;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Again and again the holder of the lock is killed at a random moment: its backend, its process, or
/// the whole server.
@Timeout(240)
@Tag("slow")
final class KillsTest extends MigratorFixture {

    private static final int BACKENDS = Repetitions.of(6, 38);
    private static final int PROCESSES = Repetitions.of(2, 8);
    private static final int SERVERS = Repetitions.of(1, 4);

    private static final long SEED = 20_261_125;
    private static final int A_RUN_MILLIS = 250;
    private static final int A_PROCESS_MILLIS = 1_200;

    private final Random random = new Random(SEED);

    @BeforeEach
    void writeMigrations() throws Exception {
        migration("V1__tables.sql", """
            create table journal (version int);
            create table a (n int);
            create table b (n int);
            insert into journal values (1);
            """);
        migration("V2__rows.sql", """
            insert into a select generate_series(1, 200);
            select pg_sleep(0.02);
            insert into b select generate_series(1, 200);
            insert into journal values (2);
            """);
        migration("V3__index.sql", "create index concurrently if not exists idx_a_n on a (n)");
        migration("V4__column.sql", """
            alter table a add m int;
            select pg_sleep(0.02);
            alter table b add m int;
            insert into journal values (4);
            """);
        migration("V5__index.sql", """
            drop index concurrently if exists idx_b_n;
            create index concurrently idx_b_n on b (n);
            """);
        migration("V6__last.sql", "select pg_sleep(0.02); create table c (); insert into journal values (6);");
        build();
    }

    @Test
    @DisplayName("S15: whose backend is killed applies nothing twice and nothing by half")
    void killedBackends() throws Exception {
        for (int i = 0; i < BACKENDS; i++) {
            var database = TestPostgres.createDatabase();
            var config = configOf(database);
            var killed = CompletableFuture.supplyAsync(() -> run(config));
            Thread.sleep(random.nextInt(A_RUN_MILLIS));
            database.execute("""
                select pg_terminate_backend(pid) from pg_locks
                where locktype = 'advisory' and objid = 987654321
                  and database = (select oid from pg_database where datname = current_database())
                """);
            assertWholeMigrations(database);
            assertThat(run(config).error()).as("kill %d", i).isNull();
            assertThat(killed.get().error()).as("kill %d", i).isNull();
            assertAllOnce(database);
            database.drop();
        }
    }

    @Test
    @DisplayName("S15: whose process is killed applies nothing twice and nothing by half")
    void killedProcesses() throws Exception {
        for (int i = 0; i < PROCESSES; i++) {
            var database = TestPostgres.createDatabase();
            var config = configOf(database);
            try (var run = ChildProcess.start(LockTest.Run.class, Map.of(), database.url(), config.location())) {
                Thread.sleep(random.nextInt(A_PROCESS_MILLIS));
                run.kill();
            }
            assertWholeMigrations(database);
            assertThat(run(config).error()).as("kill %d", i).isNull();
            assertAllOnce(database);
            database.drop();
        }
    }

    @Test
    @DisplayName("S15: whose server is killed applies nothing twice and nothing by half")
    void killedServers() throws Exception {
        try (var server = TestPostgres.startServer()) {
            var port = server.port();
            for (int i = 0; i < SERVERS; i++) {
                new TestDatabase("postgres", port).execute("create database d" + i);
                var database = new TestDatabase("d" + i, port);
                var config = configOf(database);
                var killed = CompletableFuture.supplyAsync(() -> run(config));
                Thread.sleep(random.nextInt(A_RUN_MILLIS));
                killAndRestart(port);
                assertWholeMigrations(database);
                assertThat(run(config).error()).as("kill %d", i).isNull();
                assertThat(killed.get().error()).as("kill %d", i).isNull();
                assertAllOnce(database);
            }
        }
    }

    private static void killAndRestart(int port) throws Exception {
        var server = new TestDatabase("postgres", port);
        var data = Path.of(server.query("show data_directory").getFirst());
        var postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        while (true) {
            // It gives up while the last of the old backends is still going.
            var restarted = start(data);
            while (restarted.isAlive()) {
                try {
                    server.query("select 1");
                    return;
                } catch (SQLException e) {
                    Thread.sleep(50); // It is recovering.
                }
            }
        }
    }

    /// As it was started before: PostgreSQL notes that down in its data.
    private static Process start(Path data) throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(Files.readString(data.resolve("postmaster.opts")))
                .results()
                .forEach(word -> command.add(word.group().replace("\"", "")));
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private MigrationConfig configOf(TestDatabase database) {
        return config(database).withLocation("filesystem:" + folder);
    }

    /// What a migration did is there if, and only if, its row of the history is.
    private static void assertWholeMigrations(TestDatabase database) throws SQLException {
        if (database.query("select to_regclass('journal')").equals(List.of("null"))) {
            return;
        }
        assertThat(database.query("""
            select
              (select array_agg(version::int order by version::int)
               from schema_migrations where version not in ('3', '5'))
              is not distinct from (select array_agg(version order by version) from journal),
              (select count(*) from a) = (select count(*) from b),
              (select count(*) from pg_attribute where attname = 'm'
               and attrelid in ('a'::regclass, 'b'::regclass)) in (0, 2)
            """)).containsExactly("t t t");
    }

    private static void assertAllOnce(TestDatabase database) throws SQLException {
        assertThat(database.query("select version, success from schema_migrations order by 1"))
                .containsExactly("1 t", "2 t", "3 t", "4 t", "5 t", "6 t");
        assertThat(database.query("select version from journal order by 1")).containsExactly("1", "2", "4", "6");
        assertThat(database.query("select count(*), count(distinct n) from a")).containsExactly("200 200");
        assertThat(database.query("""
            select indexrelid::regclass, indisvalid from pg_index
            where indrelid in ('a'::regclass, 'b'::regclass) order by 1
            """)).containsExactly("idx_a_n t", "idx_b_n t");
        assertWholeMigrations(database);
    }
}
