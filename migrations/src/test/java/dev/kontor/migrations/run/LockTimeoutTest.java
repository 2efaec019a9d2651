package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.session.Deadline;
import dev.kontor.migrations.session.TableLock;
import dev.kontor.migrations.testing.MigratorFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.PGConnection;

/// A migration that needs a table while a long transaction has it.
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
final class LockTimeoutTest extends MigratorFixture {

    /// PostgreSQL's `deadlock_timeout` of a second, and what a migration waits beyond it.
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(1500);

    /// How long the long transaction goes on after the migration has begun.
    private static final Duration LONG = Duration.ofSeconds(4);

    @BeforeEach
    void makeTable() throws Exception {
        migration("V1__one.sql", "create table one (id int)");
        run(inFolder());
    }

    @Test
    @DisplayName("S17: by itself, a change that waits for a table makes everyone wait behind it")
    void aWaitingChangeMakesEveryoneWait() throws Exception {
        try (var reader = database.connect()) {
            read(reader);
            var change =
                    CompletableFuture.runAsync(() -> unchecked(() -> database.execute("alter table one add a int")));
            awaitWaiter();
            assertThatThrownBy(() -> readWithin(Duration.ofSeconds(2)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("statement timeout");
            reader.rollback();
            change.join();
        }
    }

    @Test
    @DisplayName(
            "S17: a migration gives up waiting before anyone notices, and is tried again until it" + " gets its table")
    void aMigrationLetsTheOthersPass() throws Exception {
        migration("V2__change.sql", "alter table one add a int");
        migration("V3__more.sql", "create table two ()");
        try (var reader = database.connect()) {
            read(reader);
            var config = inFolder();
            var run = CompletableFuture.supplyAsync(() -> run(config));
            awaitWaiter();
            var end = Deadline.in(LONG);
            while (!end.passed()) {
                readWithin(LOCK_TIMEOUT.plusSeconds(1));
            }
            assertThat(lockIsFree()).as("the run keeps its own lock meanwhile").isFalse();
            reader.rollback();

            var report = run.get();
            assertThat(report.error()).isNull();
            assertThat(versions(report)).containsExactly("2", "3");
            assertThat(report.applied().getFirst().tries()).isGreaterThan(1);
            assertThat(report.applied().getLast().tries()).isEqualTo(1);
            assertThat(report.lines().getFirst())
                    .matches("V2 change \\(\\d+ ms, \\d+ tries\\): AccessExclusiveLock on one");
        }
    }

    @Test
    @DisplayName("S17: what lets others pass while it waits is not given up")
    void aConcurrentBuildWaits() throws Exception {
        migration("V2__index.sql", "create index concurrently if not exists idx_one_id on one (id)");
        try (var reader = database.connect()) {
            read(reader);
            var config = inFolder();
            var run = CompletableFuture.supplyAsync(() -> run(config));
            awaitWaiter();
            Thread.sleep(LOCK_TIMEOUT.plusMillis(500));
            reader.rollback();

            var report = run.get();
            assertThat(report.error()).isNull();
            assertThat(report.applied().getFirst().tries()).isEqualTo(1);
            assertThat(report.applied().getFirst().locks())
                    .containsExactly(new TableLock("one", "ShareUpdateExclusiveLock"));
        }
    }

    @Test
    @DisplayName("S17: a migration that gets no table says who has it")
    void theOneInTheWayIsNamed() throws Exception {
        migration("V2__change.sql", "alter table one add a int");
        try (var reader = database.connect()) {
            read(reader);
            var pid = reader.unwrap(PGConnection.class).getBackendPID();

            assertThat(run(inFolder().withTimeout(SHORT.multipliedBy(2))).error())
                    .containsPattern("V2__change.sql, line 1: .*; in the way: pid " + pid
                            + ", user postgres, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC: select from one");
        }
    }

    @Test
    void whatTheOneInTheWayWritesIsNotShown() throws Exception {
        migration("V2__change.sql", "alter table one add a int");
        for (var literals : List.of("'it''s secret'", "E'it\\'s secret'", "$$secret$$", "4711")) {
            try (var reader = database.connect()) {
                read(reader, "select from one -- " + literals);

                assertThat(run(inFolder().withTimeout(SHORT)).error())
                        .containsPattern("UTC: select from one -- E?\\.\\.\\.")
                        .doesNotContain("secret", "4711");
            }
        }
    }

    private static void read(Connection connection) throws SQLException {
        read(connection, "select from one");
    }

    /// In a transaction that stays open.
    private static void read(Connection connection, String query) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(query);
        }
    }

    private void readWithin(Duration time) throws SQLException {
        database.execute("set statement_timeout = %d; select from one".formatted(time.toMillis()));
    }

    private void awaitWaiter() throws Exception {
        while (database.query(
                        "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                .isEmpty()) {
            Thread.sleep(10);
        }
    }
}
