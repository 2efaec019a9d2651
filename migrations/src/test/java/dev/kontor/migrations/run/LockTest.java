package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.ChildProcess;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestDatabase;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// One run at a time, and the lock is gone when its holder is.
@Tag("slow")
final class LockTest extends MigratorFixture {

    private static final int RUNS = 8;
    private static final int PROCESSES = Repetitions.of(4, 20);

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("S15: a lock that stays taken ends in a report that names the holder, and nothing is" + " applied")
    void aLockHeldBySomebodyElseTimesOut() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("set application_name = 'the other one'; select pg_advisory_lock(987654321)");
            var report = run(config(database).withTimeout(SHORT));
            assertThat(report.status()).isEqualTo(MigrationReport.FAILED);
            assertThat(report.error()).contains("timed out after 2 s", "987654321", "the other one");
            assertThat(report.applied()).isEmpty();
            assertThat(exists("schema_migrations")).isFalse();
        }
    }

    @Test
    @DisplayName("S15: the lock is polled, and taken once it is free")
    void aLockIsPolledUntilItIsFree() throws Exception {
        CompletableFuture<MigrationReport> report;
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(987654321)");
            report = CompletableFuture.supplyAsync(() -> run(config(database)));
            awaitPolling();
            assertThat(database.query("select from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                            + " current_database()"))
                    .isEmpty();
        }
        assertThat(report.get().status()).isEqualTo(MigrationReport.MIGRATED);
    }

    @Test
    void servicesWithLocksOfTheirOwnDoNotWaitForEachOther() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(987654321)");
            var ofItsOwn = MigrationConfig.fromEnvironment(Map.of(
                    "DATABASE_URL", database.url(), "DATABASE_USER", TestDatabase.OWNER, "MIGRATION_LOCK_ID", "-1"));
            assertThat(run(ofItsOwn).status()).isEqualTo(MigrationReport.MIGRATED);
        }
    }

    @Test
    @DisplayName("S15: of runs at once exactly one applies, and all succeed")
    void ofRunsAtOnceExactlyOneApplies() throws Exception {
        try (var executor = Executors.newFixedThreadPool(RUNS)) {
            var runs = new ArrayList<Future<MigrationReport>>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(executor.submit(() -> run(config(database))));
            }
            var statuses = new ArrayList<String>();
            for (var run : runs) {
                statuses.add(run.get().status());
            }
            assertThat(statuses).containsOnlyOnce("migrated").containsOnly("migrated", "current");
        }
        assertThat(database.query("select version from schema_migrations where not success"))
                .isEmpty();
    }

    @Test
    @DisplayName("S15: of processes at once exactly one applies, and all succeed")
    void ofProcessesAtOnceExactlyOneApplies() throws Exception {
        var processes = new ArrayList<ChildProcess>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(ChildProcess.start(Run.class, Map.of(), database.url(), MigrationConfig.DEFAULT_LOCATION));
        }
        var statuses = new ArrayList<String>();
        for (var process : processes) {
            statuses.addAll(process.lines());
        }
        assertThat(statuses)
                .hasSize(PROCESSES)
                .containsOnlyOnce("migrated null")
                .containsOnly("migrated null", "current null");
    }

    /// One run in a process of its own.
    static final class Run {
        public static void main(String[] arguments) {
            ChildProcess.endWithParent();
            var config = new MigrationConfig(arguments[0], TestDatabase.OWNER, null);
            var report = run(config.withLocation(arguments[1]));
            System.out.println(report.status() + " " + report.error());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("S15: the lock is released after a success, a failure and a time-out")
    void theLockIsReleasedOnEveryPath() throws Exception {
        migration("V1__one.sql", "create table one ()");
        assertThat(run(inFolder()).failed()).isFalse();
        assertThat(lockIsFree()).isTrue();

        migration("V2__bad.sql", "create table one ()");
        assertThat(run(inFolder()).failed()).isTrue();
        assertThat(lockIsFree()).isTrue();

        migration("V2__bad.sql", "select pg_sleep(30)");
        assertThat(run(inFolder().withTimeout(SHORT)).failed()).isTrue();
        assertThat(lockIsFree()).isTrue();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("S15: a run whose lock's connection is killed applies nothing more until it has the" + " lock again")
    void aRunThatLostItsLockAppliesNothingMore() throws Exception {
        migration("V1__one.sql", "create table one (); select pg_sleep(30) where nextval('tests.attempts') < 2");
        migration("V2__two.sql", "create table two ()");
        var config = inFolder();
        var report = CompletableFuture.supplyAsync(() -> run(config));
        while (attempts() == 0) {
            Thread.sleep(10);
        }
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("""
                select pg_terminate_backend(pid, 5000) from pg_locks
                where locktype = 'advisory' and objid = 987654321
                  and database = (select oid from pg_database where datname = current_database());
                select pg_advisory_lock(987654321);
                """);
            // Longer than the run pauses before it comes back.
            Thread.sleep(1_500);
            assertThat(exists("one")).isFalse();
            assertThat(exists("schema_migrations")).isTrue();
            assertThat(database.query("select version from schema_migrations")).isEmpty();
        }
        assertThat(report.get().error()).isNull();
        assertThat(versions(report.get())).containsExactly("1", "2");
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    @DisplayName("S15: a migration that lets go of the lock is not committed, and is the last one")
    void aMigrationThatLetsGoOfTheLockIsNotCommitted() throws Exception {
        migration("V1__one.sql", "create table one (); select pg_advisory_unlock_all();");
        migration("V2__two.sql", "create table two ()");
        var report = run(inFolder());
        assertThat(report.error()).contains("V1__one.sql", "has lost the migrations' lock");
        assertThat(report.pending()).containsExactly("V1__one.sql", "V2__two.sql");
        assertThat(exists("one")).isFalse();
        assertThat(exists("two")).isFalse();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("S15: the lock of a process that is killed in a statement is free within seconds")
    void theLockOfAKilledProcessIsFreeWithinSeconds() throws Exception {
        var held = "select pg_advisory_lock(987654321); select pg_sleep(20);";
        try (var plain = ChildProcess.start(Client.class, Map.of(), database.url(), held)) {
            awaitStatement("pg_sleep(20)");
            plain.kill();
            Thread.sleep(3_000);
            assertThat(lockIsFree()).as("by itself, the server does not look").isFalse();
        }
        database.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where query like"
                + " '%pg_sleep(20)%' and pid <> pg_backend_pid()");

        migration("V1__one.sql", "create table one (); select pg_sleep(30);");
        try (var run = ChildProcess.start(
                Run.class, Map.of(), database.url(), inFolder().location())) {
            awaitStatement("pg_sleep(30)");
            run.kill();
        }
        var killed = System.nanoTime();
        while (!lockIsFree()) {
            Thread.sleep(50);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(3));
        assertThat(exists("one")).isFalse();
    }

    @Test
    @DisplayName("S15: a host that vanishes holds the lock for seconds, not for hours")
    void theServerGivesAVanishedHostUpWithinSeconds() throws Exception {
        migration("V1__one.sql", """
            create table one as select name, setting from pg_settings
            where name ~ '^tcp_' or name in ('client_connection_check_interval', 'statement_timeout');
            select pg_sleep(1.2);
            """);
        database.execute("alter role postgres in database %s set statement_timeout = '1s'".formatted(database.name()));
        assertThat(run(inFolder()).error()).isNull();
        database.execute("alter role postgres in database %s reset all".formatted(database.name()));
        assertThat(database.query("select name, setting from one order by name"))
                .containsExactly(
                        "client_connection_check_interval 1000",
                        "statement_timeout 0",
                        "tcp_keepalives_count 3",
                        "tcp_keepalives_idle 5",
                        "tcp_keepalives_interval 2",
                        "tcp_user_timeout 10000");
    }

    /// A client that knows nothing of migrations.
    static final class Client {
        public static void main(String[] arguments) throws Exception {
            ChildProcess.endWithParent();
            try (var connection = DriverManager.getConnection(arguments[0], "postgres", "");
                    var statement = connection.createStatement()) {
                statement.execute(arguments[1]);
            }
        }
    }

    private void awaitStatement(String words) throws Exception {
        while (database.query("select from pg_stat_activity where state = 'active' and pid <>"
                        + " pg_backend_pid() and datname = current_database() and query like '%"
                        + words
                        + "%'")
                .isEmpty()) {
            Thread.sleep(20);
        }
    }

    @Test
    void anInterruptedRunStopsWaiting() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(987654321)");
            var errors = Collections.synchronizedList(new ArrayList<>());
            var thread = Thread.ofPlatform()
                    .start(() -> errors.add(run(config(database)).error()));
            awaitPolling();
            thread.interrupt();
            thread.join();
            assertThat(errors).isEqualTo(List.of("interrupted"));
        }
    }

    private void awaitPolling() throws Exception {
        while (database.query("""
            select from pg_stat_activity where datname = current_database()
              and query like 'select pg_try_advisory_lock%' and state = 'idle'
            """).isEmpty()) {
            Thread.sleep(10);
        }
    }
}
