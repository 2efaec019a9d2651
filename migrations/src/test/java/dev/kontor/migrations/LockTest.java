package dev.kontor.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.migrations.testing.TestDatabase;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One run at a time, and the lock is gone when its holder is.
final class LockTest extends MigratorFixture {

    private static final int RUNS = 8;
    private static final int PROCESSES = 3;

    @Test
    @DisplayName(
            "S15: a lock that stays taken ends in a report that names the holder, and nothing is"
                    + " applied")
    void aLockHeldBySomebodyElseTimesOut() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute(
                    "set application_name = 'the other one'; select pg_advisory_lock(987654321)");
            var report = run(config(database).withTimeout(SHORT));
            assertThat(report.status()).isEqualTo(MigrationReport.FAILED);
            assertThat(report.error())
                    .contains("timed out after 2 s", "987654321", "the other one");
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
            assertThat(database.query("select from pg_locks where not granted")).isEmpty();
        }
        assertThat(report.get().status()).isEqualTo(MigrationReport.MIGRATED);
    }

    @Test
    void servicesWithLocksOfTheirOwnDoNotWaitForEachOther() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(987654321)");
            var ofItsOwn =
                    MigrationConfig.fromEnvironment(
                            Map.of(
                                    "DATABASE_URL",
                                    database.url(),
                                    "DATABASE_USER",
                                    TestDatabase.OWNER,
                                    "MIGRATION_LOCK_ID",
                                    "-1"));
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
        var processes = new ArrayList<Process>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(
                    new ProcessBuilder(
                                    System.getProperty("java.home")
                                            + File.separator
                                            + "bin"
                                            + File.separator
                                            + "java",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Run.class.getName(),
                                    database.url())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start());
        }
        var statuses = new ArrayList<String>();
        for (var process : processes) {
            statuses.add(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
        }
        assertThat(statuses).containsOnlyOnce("migrated").containsOnly("migrated", "current");
    }

    /// One run in a process of its own.
    static final class Run {
        public static void main(String[] arguments) {
            System.out.println(run(new MigrationConfig(arguments[0], "postgres", null)).status());
        }
    }

    @Test
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
    @DisplayName(
            "S15: a run that lost its lock's connection applies nothing more; the next one"
                    + " completes")
    void aRunThatLostItsLockAppliesNothingMore() throws Exception {
        migration(
                "V1__one.sql",
                """
                create table one ();
                select pg_terminate_backend(pid, 5000) from pg_locks
                where locktype = 'advisory' and objid = 987654321
                  and database = (select oid from pg_database where datname = current_database());
                """);
        migration("V2__two.sql", "create table two ()");

        var lost = run(inFolder());
        assertThat(lost.error()).contains("lock's connection was lost before V2__two.sql");
        assertThat(versions(lost)).containsExactly("1");
        assertThat(lost.after()).isEqualTo("1");
        assertThat(exists("two")).isFalse();

        var next = run(inFolder());
        assertThat(next.error()).isNull();
        assertThat(versions(next)).containsExactly("2");
    }

    @Test
    void anInterruptedRunStopsWaiting() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(987654321)");
            var errors = Collections.synchronizedList(new ArrayList<>());
            var thread = Thread.ofPlatform().start(() -> errors.add(run(config(database)).error()));
            awaitPolling();
            thread.interrupt();
            thread.join();
            assertThat(errors).isEqualTo(List.of("interrupted"));
        }
    }

    private void awaitPolling() throws Exception {
        while (database.query(
                        """
                        select from pg_stat_activity where datname = current_database()
                          and query like 'select pg_try_advisory_lock%' and state = 'idle'
                        """)
                .isEmpty()) {
            Thread.sleep(10);
        }
    }
}
