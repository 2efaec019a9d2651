package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.artefact.OutsideTransaction;
import dev.kontor.migrations.artefact.SqlStatement;
import dev.kontor.migrations.testing.MigratorFixture;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Migrations that PostgreSQL cannot run in a transaction, and what is left when they fail in the
/// middle.
final class OutsideTransactionTest extends MigratorFixture {

    private static final String IN_A_TRANSACTION = "25001";

    private static final String TABLES = """
        create table one (id int primary key, name text);
        create index idx_one_name on one (name);
        insert into one select n, 'name ' || n % 10 from generate_series(1, 100) as n;
        create table parts (id int) partition by list (id);
        create table part partition of parts for values in (1);
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently idx_one_id on one (id)",
                "Create Unique Index /* why */ Concurrently If Not Exists \"idx one\" on one (id)",
                "drop index concurrently idx_one_name",
                "reindex index concurrently idx_one_name",
                "reindex (verbose) table concurrently one",
                "reindex (concurrently, verbose) table one",
                "alter table parts detach partition part concurrently",
                "vacuum one",
                "vacuum (analyze) one",
            })
    @DisplayName("S15: statements that cannot run in a transaction run outside of one")
    void runOutsideOfATransaction(String statement) throws Exception {
        database.execute("create schema elsewhere; set search_path = elsewhere; " + TABLES);
        assertThatThrownBy(() -> database.execute("begin; set search_path = elsewhere; " + statement))
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo(IN_A_TRANSACTION);

        migration("V1__tables.sql", TABLES);
        migration("V2__alone.sql", "-- why\nset maintenance_work_mem = '64MB';\n" + statement + ";\n");
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(versions(report)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter type mood add value 'calm'",
                "refresh materialized view concurrently moods",
                "comment on type mood is 'no create index concurrently here'",
                "select 1 -- vacuum one",
                "create index idx_one_concurrently on one (id)",
            })
    void whatCanRunInATransactionDoes(String statement) throws Exception {
        migration("V1__tables.sql", TABLES + """
            create type mood as enum ('good');
            create materialized view moods as select 1 as id;
            create unique index idx_moods_id on moods (id);
            """);
        migration("V2__together.sql", statement + "\n; create table two ();");
        assertThat(run(inFolder()).error()).isNull();
        assertThat(exists("two")).isTrue();
    }

    @Test
    @DisplayName("S17: a backfill commits each of its batches")
    void aBackfillRunsInBatches() throws Exception {
        migration("V1__tables.sql", "create table rows as select null::int as a from generate_series(1, 250)");
        migration("V2__backfill.sql", """
            do $$
            begin
              loop
                update rows set a = 1 where ctid in (select ctid from rows where a is null limit 100);
                exit when not found;
                commit;
              end loop;
            end
            $$;
            """);
        assertThat(run(inFolder()).error()).isNull();
        assertThat(database.query("select count(distinct xmin::text), count(*) from rows where a =" + " 1"))
                .containsExactly("3 250");
    }

    @Test
    @DisplayName("S15: a migration that mixes both is refused by name before anything is applied")
    void aMixtureIsRefused() throws Exception {
        migration("V1__tables.sql", TABLES);
        migration("V2__both.sql", "alter table one add size int;\n\ncreate index concurrently x on one (size);");
        var report = run(inFolder());
        assertThat(report.error())
                .contains(
                        "V2__both.sql mixes",
                        "line 3: CREATE INDEX CONCURRENTLY X ON ONE",
                        "line 1: ALTER TABLE ONE",
                        "a migration of its own");
        assertThat(exists("one")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "begin", "rollback", "start transaction", "end"})
    @DisplayName("S15: a migration that ends its transaction would be half applied, and is refused")
    void transactionControlIsRefused(String word) throws Exception {
        migration("V1__half.sql", "create table one ();\n" + word + ";\ncreate table one ();");
        var report = run(inFolder());
        assertThat(report.error()).contains("V1__half.sql, line 2", "leave begin and commit out");
        assertThat(exists("one")).isFalse();
    }

    @Test
    @DisplayName("S15: an INVALID index that a broken build left is dropped, built again and told")
    void anInvalidIndexIsBuiltAgain() throws Exception {
        migration("V1__tables.sql", TABLES);
        run(inFolder());
        leaveInvalidIndex();
        database.execute("create unique index concurrently if not exists idx_one_name_id on one (name, id)");
        assertThat(invalidIndexes()).as("by itself, it is taken for done").hasSize(1);

        migration("V2__index.sql", "create unique index concurrently if not exists idx_one_name_id on one (name, id)");
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(report.notes())
                .containsExactly("V2__index.sql: dropped the INVALID index idx_one_name_id, which a build"
                        + " that was broken off had left");
        assertThat(invalidIndexes()).isEmpty();
        assertThat(database.query("select 'idx_one_name_id'::regclass")).isNotEmpty();
    }

    @Test
    void whatABrokenReindexLeftIsDropped() throws Exception {
        migration("V1__tables.sql", TABLES);
        run(inFolder());
        leaveInvalidIndex();
        database.execute("alter index idx_one_name_id rename to idx_one_name_ccnew");
        migration("V2__again.sql", "reindex index concurrently idx_one_name");
        assertThat(run(inFolder()).notes()).hasSize(1);
        assertThat(invalidIndexes()).isEmpty();
    }

    @Test
    @DisplayName("S15: what failed outside of a transaction is run again without a person's help")
    void aFailureOutsideOfATransactionNeedsNobody() throws Exception {
        migration("V1__tables.sql", TABLES);
        migration("V2__unique.sql", "create unique index concurrently if not exists u on one (name)");
        var failed = run(inFolder());
        assertThat(failed.error()).contains("V2__unique.sql, line 1", "23505");
        assertThat(failed.pending()).containsExactly("V2__unique.sql");
        assertThat(invalidIndexes()).as("which would go on refusing rows").isEmpty();

        // An earlier version of this function left such a row.
        markAsFailed("2");
        database.execute("delete from one where id > 10");
        var next = run(inFolder());
        assertThat(next.error()).isNull();
        assertThat(versions(next)).containsExactly("2");
        assertThat(next.notes()).anyMatch(note -> note.contains("run again"));
        assertThat(database.query("select version from schema_migrations where not success"))
                .isEmpty();
    }

    @Test
    @DisplayName("S15: what cannot simply be repeated is left to a person, with what to do")
    void whatCannotBeRepeatedSaysWhatToDo() throws Exception {
        migration("V1__tables.sql", TABLES);
        run(inFolder());
        migration("V2__detach.sql", "alter table parts detach partition part concurrently");
        markAsFailed("2");
        var report = run(inFolder());
        assertThat(report.error())
                .contains(
                        "V2__detach.sql failed half-way",
                        "delete from public.schema_migrations where version = '2' and not success");
        database.execute("delete from public.schema_migrations where version = '2' and not success");
        assertThat(run(inFolder()).error()).isNull();
    }

    @Test
    @DisplayName("S16: a later release's failed migration does not stop the older artefact")
    void aFailureOfALaterReleaseIsNoneOfThisOne() throws Exception {
        migration("V1__tables.sql", TABLES);
        run(inFolder());
        markAsFailed("2");
        assertThat(run(inFolder()).status()).isEqualTo(MigrationReport.CURRENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently if not exists a on t (id)",
                "drop index concurrently if exists a; create index concurrently a on t (id)",
                "drop index concurrently if exists a",
                "drop index concurrently if exists \"a \"\"b\"; create index concurrently \"a \"\"b\" on \"t\n\" (id)",
                "drop index concurrently if exists \"a\n\"; create index concurrently \"a\n\" on t (id)",
                "reindex table concurrently t; vacuum t",
            })
    void isRepeatable(String sql) {
        assertThat(OutsideTransaction.areRepeatable(SqlStatement.parse(sql))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently a on t (id)",
                "create index concurrently on t (id)",
                "drop index concurrently if exists b; create index concurrently a on t (id)",
                "create index concurrently a on t (id); drop index concurrently if exists a",
                "drop index concurrently a",
                "alter table t detach partition p concurrently",
            })
    void isNotRepeatable(String sql) {
        assertThat(OutsideTransaction.areRepeatable(SqlStatement.parse(sql))).isFalse();
    }

    /// An index whose build has found two equal rows.
    private void leaveInvalidIndex() throws SQLException {
        assertThatThrownBy(
                        () -> database.execute("create unique index concurrently idx_one_name_id on one" + " (name)"))
                .isInstanceOf(SQLException.class);
        assertThat(invalidIndexes()).hasSize(1);
    }

    private List<String> invalidIndexes() throws SQLException {
        return database.query("select indexrelid::regclass from pg_index where not indisvalid");
    }

    private void markAsFailed(String version) throws SQLException {
        database.execute("""
            insert into schema_migrations
            select 9, '%s', 'failed', 'SQL', 'failed', 1, 'ann', now(), 1, false
            """.formatted(version));
    }
}
