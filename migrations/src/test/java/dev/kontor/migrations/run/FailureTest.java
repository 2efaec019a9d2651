package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.FaultyProxy;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureTest extends MigratorFixture {

    @ParameterizedTest
    @ValueSource(strings = {"40001", "57P03"})
    @DisplayName("S15: a transient error is tried again")
    void aTransientErrorIsTriedAgain(String state) throws Exception {
        migration("V1__one.sql", "create table one ()");
        migration("V2__two.sql", """
            create table two ();
            do $$ begin
              if nextval('tests.attempts') < 3 then
                raise exception 'not now' using errcode = '%s';
              end if;
            end $$;
            """.formatted(state));
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(attempts()).isEqualTo(3);
        assertThat(versions(report)).containsExactly("1", "2");
        assertThat(report.before()).isNull();
    }

    @Test
    @DisplayName("S15: a connection that breaks in the middle of a migration is tried again")
    void aBrokenConnectionIsTriedAgain() throws Exception {
        migration("V1__one.sql", """
            create table one ();
            select pg_terminate_backend(pg_backend_pid()) where nextval('tests.attempts') < 2;
            """);
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(attempts()).isEqualTo(2);
        assertThat(versions(report)).containsExactly("1");
    }

    @Test
    @DisplayName("S15: a permanent error fails at once, after what is in order has been applied")
    void aPermanentErrorFailsAtOnce() throws Exception {
        migration("V1__one.sql", "create table one ()");
        migration("V2__bad.sql", "create table two ();\nselect nextval('tests.attempts');\ncreate table one ();");
        migration("V3__three.sql", "create table three ()");
        var report = run(inFolder());
        assertThat(report.status()).isEqualTo(MigrationReport.FAILED);
        assertThat(report.error())
                .contains("V2__bad.sql", "42P07", "already exists", "line 3")
                .doesNotContain("\n");
        assertThat(attempts()).isEqualTo(1);
        assertThat(versions(report)).containsExactly("1");
        assertThat(report.after()).isEqualTo("1");
        assertThat(exists("two")).isFalse();
        assertThat(exists("three")).isFalse();
    }

    /// A report reaches CloudFormation's events and the log.
    @Test
    void noReportShowsValuesOfRows() throws Exception {
        migration("V1__one.sql", """
            create table one (email text);
            insert into one values ('ada@example.com'), ('ada@example.com');
            """);
        migration("V2__unique.sql", "alter table one add constraint idx_one_email unique (email)");

        var report = run(inFolder());

        assertThat(report.error()).contains("V2__unique.sql", "23505", "could not create unique index");
        assertThat(report.toJson()).doesNotContain("ada@");
        assertThat(report.lines()).noneMatch(line -> line.contains("ada@"));
    }

    @Test
    @Tag("slow")
    @DisplayName("S15: a time-out cancels the statement and leaves nothing half-applied")
    void aTimeoutCancelsTheStatement() throws Exception {
        migration("V1__one.sql", "create table one ()");
        migration("V2__slow.sql", "create table two (); select pg_sleep(30);");
        migration("V3__three.sql", "create table three ()");
        var report = run(inFolder().withTimeout(SHORT));
        assertThat(report.error()).contains("timed out after 2 s", "V2__slow.sql");
        assertThat(versions(report)).containsExactly("1");
        assertThat(report.pending()).containsExactly("V2__slow.sql", "V3__three.sql");
        assertThat(report.lines()).endsWith("not applied: V2__slow.sql", "not applied: V3__three.sql");
        assertThat(exists("two")).isFalse();
        assertThat(exists("three")).isFalse();
        assertThat(database.query("select query from pg_stat_activity where query like"
                        + " '%pg_sleep(30)' and state = 'active'"))
                .isEmpty();
        migration("V2__slow.sql", "create table two ()");
        assertThat(versions(run(inFolder()))).containsExactly("2", "3");
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // an interrupt ends no read
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("S15: a server that falls silent does not hold a run up for ever")
    @Tag("slow")
    void aServerThatFallsSilentDoesNotHoldItUp() throws Exception {
        migration("V1__one.sql", "create table one ()");
        migration("V2__slow.sql", "notify silence; select pg_sleep(60);");
        try (var server = new FaultyProxy(database.port(), "notify silence")) {
            var url = database.url().replace(":" + database.port(), ":" + server.port());
            var config = new MigrationConfig(url, TestDatabase.OWNER, null);
            var report = run(config.withLocation(inFolder().location()).withTimeout(SHORT));
            assertThat(report.error()).contains("timed out after 2 s", "V2__slow.sql");
        }
    }

    @Test
    @Tag("slow")
    @Execution(ExecutionMode.CONCURRENT)
    void aServerThatIsNotThereIsTriedUntilTheTimeout() {
        var config = new MigrationConfig("jdbc:postgresql://127.0.0.1:1/none?password=hush", "ann", "hush");
        var report = run(config.withTimeout(SHORT));
        assertThat(report.error())
                .contains("timed out after 2 s", "127.0.0.1:1", "refused")
                .doesNotContain("hush");
        assertThat(report.before()).isNull();
        assertThat(report.after()).isNull();
    }

    @Test
    void anUnknownDatabaseFailsAtOnce() {
        var url = database.url().replace(database.name(), "nowhere");
        assertThat(run(new MigrationConfig(url, "postgres", null)).error())
                .contains("database \"nowhere\" does not exist")
                .doesNotContain("timed out");
    }

    @Test
    void aDatabaseOfSomebodyElseIsLeftAlone() throws Exception {
        database.execute("create table theirs ()");
        assertThat(run(config(database)).error()).contains("public", "did not make");
        assertThat(exists("schema_migrations")).isFalse();
    }

    @Test
    void aLocationWithoutMigrationsFails() {
        assertThat(run(config(database).withLocation("classpath:nowhere")).error())
                .contains("nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "08001, true",
        "08006, true",
        "57P01, true",
        "57P05, true",
        "53300, true",
        "40001, true",
        "40P01, true",
        "55P03, true",
        "25006, true",
        "08004, false",
        "57014, false",
        "42P07, false",
        "28P01, false",
        "53100, false",
        ", false"
    })
    @DisplayName("S15: which errors are transient goes by the SQLSTATE")
    void transienceGoesByTheSqlState(String state, boolean expected) {
        assertThat(Errors.isTransient(new RuntimeException(new SQLException("", state))))
                .isEqualTo(expected);
    }
}
