package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The session in which the check tries migrations: what one leaves behind, and what it lacks.
final class CheckSessionTest {

    private static final String VECTORS = """
        create extension if not exists vector;
        create table notes (id int);
        create table meanings (id int, meaning vector(3));
        create index idx_meanings_meaning on meanings (meaning);
        alter table notes add column text text;
        """;

    @Test
    @DisplayName("S17: what a migration sets is gone before the next: role, path, time-outs")
    void eachMigrationBeginsAnew() throws Exception {
        var report = Examples.check(Examples.migrations("x", """
            grant kontor_check to current_user;
            set role kontor_check;
            ---- next migration
            select set_config('search_path', '', false);
            set session authorization kontor_check_owner;
            create table public.marks_of_trial (id int);
            drop table public.marks_of_trial;
            ---- next migration
            alter table books add column shelf text;
            create temporary table of_this_file (id int);
            ---- next migration
            create temporary table of_this_file (id int);
            ---- next migration
            revoke kontor_check from current_user;
            """));
        assertThat(report.findings()).isEmpty();
        assertThat(report.migrations()).hasSize(5);
    }

    @Test
    @DisplayName("S17: the path that a dump sets renames nothing")
    void anEmptySearchPathIsNoRename() throws Exception {
        var report = Examples.check(Examples.migrations("x", """
            set client_encoding = 'UTF8';
            select pg_catalog.set_config('search_path', '', false);
            set row_security = off;
            comment on table public.books is 'what people read';
            """));
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void aMigrationRunsAsAnOwnerWhoIsNoSuperuser() throws Exception {
        var report =
                Examples.check(Examples.migrations("x", "update pg_index set indisvalid = true where indexrelid = 0;"));
        assertThat(report.findings())
                .extracting(Finding::effect)
                .containsExactly("It fails on a database that has all earlier migrations: ERROR: permission denied for"
                        + " table pg_index.");
    }

    @Test
    @DisplayName("S17: names that need quotes are found, and have them in the remedies")
    void quotedNamesAreFound() throws Exception {
        var report = Examples.check(Examples.migrations("x", """
            create table "Order" (id int, "user" int, constraint "ck_Order_user" check ("user" > -9));
            grant select ("user") on "Order" to kontor_check;
            """), Examples.migrations("y", """
                lock table "Order";
                update "Order" set "user" = 1 where "user" < -5;
                alter table "Order" alter column "user" set not null;
                alter table "Order" drop column "user";
                """));
        assertThat(Examples.found(report))
                .containsExactly("1 table-locked", "2 write-unbounded", "3 not-null-scans", "4 column-dropped");
        assertThat(report.findings().get(2).remedy())
                .startsWith("alter table \"Order\" add constraint \"ck_Order_user_2\" check (\"user\" is not null)");
        assertThat(report.findings().getLast().remedy()).endsWith("alter table \"Order\" drop column \"user\";");
    }

    @Test
    @DisplayName("S17: rows after copy from stdin are explained, with the way to write them")
    void copyFromStdinIsExplained() throws Exception {
        var report = Examples.check(Examples.migrations("x", """
            copy authors (user_id, name) from stdin;
            a\tb;c
            \\.
            """));
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().getFirst().effect())
                .endsWith("copy … from stdin finds no rows, since a migration has no standard input.");
        assertThat(report.findings().getFirst().remedy()).startsWith("insert into …");
    }

    @Test
    @DisplayName("S17: a procedure that commits is told from a block that does")
    void aCommitInAProcedureIsExplained() throws Exception {
        var found = Examples.check("bad", "transaction-controlled").findings().getLast();
        assertThat(found.effect()).doesNotContain("ERROR");
        assertThat(found.remedy()).contains("alone in its migration", "do $$");
    }

    @Test
    @DisplayName("S17: an extension that the server lacks is named, and the rest is checked")
    void whatNeedsAMissingExtensionIsSkipped() throws Exception {
        var file = new SourceFile("vectors.sql", VECTORS, false);
        var drop = new SourceFile("drop.sql", "alter table notes drop column text;", false);
        var repository = new Repository(List.of(file, drop), List.of(new SourceFile("schema.sql", VECTORS, false)));
        var report = new Check(repository, CheckSessionTest::scratch, _ -> {}).all();
        assertThat(report.missingExtensions()).containsExactly("vector");
        assertThat(report.skipped())
                .extracting(skipped -> skipped.file() + ":" + skipped.line() + " " + skipped.reason())
                .containsExactly(
                        "vectors.sql:1 ERROR: extension \"vector\" is not available",
                        "vectors.sql:3 ERROR: type \"vector\" does not exist",
                        "vectors.sql:4 ERROR: relation \"meanings\" does not exist");
        assertThat(report.findings())
                .extracting(finding -> finding.file() + ":" + finding.line() + " " + finding.rule())
                .contains("drop.sql:1 column-dropped")
                .noneMatch(finding -> finding.contains("does-not-apply"));
        assertThat(report.findings())
                .extracting(Finding::effect)
                .contains("No migration makes the column notes.text, which schema/ has.")
                .noneMatch(effect -> effect.contains("meanings"));
    }

    private static Connection scratch() throws SQLException {
        return TestPostgres.createDatabase().connect();
    }
}
