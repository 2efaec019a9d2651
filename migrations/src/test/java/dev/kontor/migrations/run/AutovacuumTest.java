package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.migrations.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A migration that needs a table which autovacuum has just begun with, and takes minutes for.
@Tag("slow")
final class AutovacuumTest extends MigratorFixture {

    private static final String SLOW = "autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1";

    private final TestDatabase unused = database;
    private final TestServer server = TestPostgres.startServerWithAutovacuum();

    @BeforeEach
    void makeDatabase() throws Exception {
        new TestDatabase(TestDatabase.OWNER, server.port()).execute("create database vacuumed");
        database = new TestDatabase("vacuumed", server.port());
    }

    @AfterEach
    void stopServer() throws Exception {
        database = unused;
        server.close();
    }

    @Test
    @DisplayName("S17: an ordinary autovacuum gives way to a migration")
    void anOrdinaryAutovacuumGivesWay() throws Exception {
        makeTable(SLOW + ", autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0");
        database.execute("delete from one where id % 2 = 0");
        awaitAutovacuum();
        migration("V2__change.sql", "alter table one add a int");

        var report = run(inFolder().withTimeout(Duration.ofSeconds(20)));

        assertThat(report.error()).isNull();
        assertThat(versions(report)).containsExactly("2");
    }

    @Test
    @DisplayName("S17: an autovacuum against wraparound does not, and the message says so")
    void anAutovacuumAgainstWraparoundIsNamed() throws Exception {
        makeTable(SLOW + ", autovacuum_enabled = false, autovacuum_freeze_max_age = 100000");
        useUpTransactionIds();
        awaitAutovacuum();
        migration("V2__change.sql", "alter table one add a int");

        var report = run(inFolder().withTimeout(SHORT.multipliedBy(2)));

        assertThat(report.error())
                .containsPattern(
                        "; in the way: pid \\d+, autovacuum, since \\S+ \\S+ UTC: autovacuum: VACUUM( ANALYZE)?"
                                + " public.one \\(to prevent wraparound\\) \\(never cancelled: ");
    }

    private void makeTable(String parameters) throws Exception {
        migration("V1__one.sql", "create table one (id int) with (%s)".formatted(parameters));
        assertThat(run(inFolder()).error()).isNull();
        database.execute("insert into one select generate_series(1, 100000)");
    }

    /// Each subtransaction that writes takes one.
    private void useUpTransactionIds() throws Exception {
        database.execute("""
            create table used (id int);
            do $$ begin
              for i in 1..100001 loop
                begin
                  insert into used values (i);
                exception when others then raise;
                end;
              end loop;
            end $$;
            """);
    }

    private void awaitAutovacuum() throws Exception {
        while (database.query("""
            select from pg_locks join pg_stat_activity using (pid)
            where backend_type = 'autovacuum worker' and relation = 'one'::regclass
            """).isEmpty()) {
            Thread.sleep(50);
        }
    }
}
