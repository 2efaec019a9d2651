package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.session.TableLock;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MigratorTest extends MigratorFixture {

    @Test
    @DisplayName("S15: an empty database gets all migrations, and the report lists them")
    void anEmptyDatabaseGetsAllMigrations() throws Exception {
        var report = run(config(database));
        assertThat(report.error()).isNull();
        assertThat(report.status()).isEqualTo(MigrationReport.MIGRATED);
        assertThat(report.before()).isNull();
        assertThat(versions(report)).isEqualTo(versionsOfThisArtefact()).endsWith(report.after());
        assertThat(exists("files")).isTrue();
    }

    @Test
    @DisplayName("S15: with nothing pending a run changes nothing and succeeds")
    void aSecondRunIsANoOp() throws Exception {
        var migrated = TestPostgres.createMigratedDatabase();
        var history = migrated.query("select * from schema_migrations");
        var report = run(config(migrated));
        assertThat(report.status()).isEqualTo(MigrationReport.CURRENT);
        assertThat(report.applied()).isEmpty();
        assertThat(report.before())
                .isEqualTo(versionsOfThisArtefact().getLast())
                .isEqualTo(report.after());
        assertThat(migrated.query("select * from schema_migrations")).isEqualTo(history);
    }

    @Test
    @DisplayName("S16: an older artefact, as in a rollback, finds nothing to do")
    void anOlderArtefactIsANoOp() throws Exception {
        migration("V1__one.sql", "create table one ()");
        migration("V2__two.sql", "create table two ()");
        run(inFolder());
        Files.delete(folder.resolve("V2__two.sql"));
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(List.of(report.status(), report.before(), report.after())).containsExactly("current", "2", "2");
    }

    @Test
    @DisplayName("S17: a migration that changed after it was applied is refused")
    void aChangedMigrationIsRefused() throws Exception {
        migration("V1__one.sql", "create table one ()");
        run(inFolder());
        migration("V1__one.sql", "create table one (id int)");
        migration("V2__two.sql", "create table two ()");
        var report = run(inFolder());
        assertThat(report.error())
                .contains(MigrationReport.CHECKSUM_MISMATCH, "V1__one.sql")
                .doesNotContain("\n");
        assertThat(exists("two")).isFalse();
    }

    @Test
    @DisplayName("S15: the report names the locks that others had to wait for, table by table")
    void theReportNamesTheLocks() throws Exception {
        migration("V1__tables.sql", """
            create table one (); create table two (id int); create table old ();
            create view seen as select id from two;
            """);
        migration("V2__change.sql", """
            select from one;
            alter table one add id int;
            insert into two values (1);
            create or replace view seen as select id, id as other from two;
            drop table old;
            create table new ();
            """);
        var report = run(inFolder());
        assertThat(report.applied().getFirst().locks()).isEmpty();
        assertThat(report.applied().getLast().locks())
                .containsExactly(
                        new TableLock("old", "AccessExclusiveLock"),
                        new TableLock("one", "AccessExclusiveLock"),
                        new TableLock("seen", "AccessExclusiveLock"),
                        new TableLock("two", "RowExclusiveLock"));
        var locks = "AccessExclusiveLock on old, AccessExclusiveLock on one, AccessExclusiveLock on seen,"
                + " RowExclusiveLock on two";
        var change = "V2 change \\(\\d+ ms\\): " + locks;
        assertThat(report.lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("V1 tables \\(\\d+ ms\\)"),
                        line -> assertThat(line).matches(change),
                        line -> assertThat(line).isEqualTo("the schema is at V2"));
        assertThat(report.toJson())
                .contains("\"tries\":1,\"locks\":[{\"table\":\"old\",\"mode\":\"AccessExclusiveLock\"}");
    }

    @Test
    @DisplayName("S15: what one migration sets for itself is not set for the next")
    void settingsDoNotLeak() throws Exception {
        migration("V1__one.sql", "set search_path = elsewhere; set work_mem = '1MB'; create table public.one ()");
        migration("V2__two.sql", "create table two as select current_setting('work_mem') as memory");
        assertThat(run(inFolder()).error()).isNull();
        assertThat(database.query("select memory from public.two")).isEqualTo(database.query("show work_mem"));
    }

    @Test
    void whatLooksLikeAPlaceholderIsLeftAlone() throws Exception {
        migration("V1__one.sql", "create table one (note text default '${note}')");
        assertThat(run(inFolder()).error()).isNull();
    }

    private static List<String> versionsOfThisArtefact() throws Exception {
        var resources = Objects.requireNonNull(MigratorTest.class.getResource("/migrations"));
        try (var files = Files.walk(Path.of(resources.toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> name.substring(1, 4))
                    .sorted()
                    .toList();
        }
    }
}
