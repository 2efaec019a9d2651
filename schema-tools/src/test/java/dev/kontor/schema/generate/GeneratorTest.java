package dev.kontor.schema.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.diff.EmptiedDatabases;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.diff.Things;
import dev.kontor.schema.generate.Generator.Generated;
import dev.kontor.schema.scratch.TrialRoles;
import dev.kontor.schema.source.SourceFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GeneratorTest {

    @Test
    void withNothingToDoNothingIsWritten() throws Exception {
        var generated = generate(Things.SCHEMA);
        assertThat(generated.files()).isEmpty();
        assertThat(generated.isComplete()).isTrue();
    }

    @Test
    @DisplayName("S14: a role that only schema/ makes does not prove a migration that needs it")
    void aMigrationMakesTheRolesThatItNeeds() throws Exception {
        var generated = generate(Things.SCHEMA + """
            create role "kontor Generate";
            grant select on things to "kontor Generate";
            """);
        assertThat(generated.failure()).contains("a new server has no role \"kontor Generate\"");
        assertThat(generated.files().getFirst().text()).contains("grant select on things");
        try (var database = EmptiedDatabases.connect()) {
            assertThat(TrialRoles.names(database)).noneMatch(role -> role.contains("kontor Generate"));
        }
    }

    @Test
    @DisplayName("S14: what is new is copied from schema/ as it stands there")
    void whatIsNewIsCopied() throws Exception {
        var lids = """
            create table lids (
              id uuid primary key default gen_random_uuid(),
              user_id text not null,
              box_id uuid not null, -- which it fits
              created_at timestamptz not null default now(),
              updated_at timestamptz not null default now(),
              constraint fk_lids_box_id foreign key (user_id, box_id) references boxes (user_id, id)
            );
            create index idx_lids_box_id on lids (user_id, box_id);
            create trigger touch_updated_at before update on lids
              for each row execute function touch_updated_at();
            """;
        var generated = complete(Things.SCHEMA + lids);
        assertThat(names(generated)).containsExactly("V002__x.sql");
        assertThat(generated.files().getFirst().text()).isEqualTo("""
            -- V002: x.
            --
            -- Why: …
            -- Locks: SHARE ROW EXCLUSIVE on boxes.
            -- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

            """ + lids);
    }

    @Test
    @DisplayName("S17: an index and a constraint on a table that exists stop nobody")
    void indexesAreConcurrentAndConstraintsValidatedLater() throws Exception {
        var generated = complete(changed("  box_id uuid,\n", """
              box_id uuid constraint ck_things_box_id check (box_id <> id),
              is_red boolean not null default false,
              constraint idx_things_user_id unique nulls not distinct (user_id, name),
              constraint fk_things_box_id foreign key (user_id, box_id) references boxes (user_id, id),
            """) + """
            create index idx_things_box_id on things (user_id, box_id) where is_red;
            create index idx_things_user_id_box_id on things (user_id, box_id, id);
            """);
        assertThat(names(generated))
                .containsExactly(
                        "V002__x.sql",
                        "V003__x_things.sql",
                        "V004__x_idx_things_user_id.sql",
                        "V005__x_idx_things_box_id.sql",
                        "V006__x_idx_things_user_id_box_id.sql",
                        "V007__x_things.sql",
                        "V008__x_validate_things.sql");
        assertThat(sql(generated))
                .contains("alter table things add column is_red boolean not null default false;")
                .contains("add constraint ck_things_box_id CHECK ((box_id <> id)) not valid;")
                .contains("validate constraint ck_things_box_id;")
                .contains("validate constraint fk_things_box_id;")
                .contains("""
                    drop index concurrently if exists idx_things_box_id;
                    create index concurrently idx_things_box_id on things (user_id, box_id) where is_red;
                    """)
                .contains("add constraint idx_things_user_id unique using index");
    }

    @Test
    @DisplayName("S17: a column becomes required by way of a check")
    void aColumnBecomesRequiredInSteps() throws Exception {
        var generated = complete(changed("  name text,\n", "  name text not null default 'x',\n"));
        assertThat(names(generated))
                .containsExactly("V002__x.sql", "V003__x_validate_things.sql", "V004__x_require_things.sql");
    }

    @Test
    @DisplayName("S17: what is dropped has a contract migration, a table each")
    void dropsAreContracts() throws Exception {
        var generated = complete(changed("  box_id uuid,\n", "")
                .replaceAll("(?s)create table boxes.*?(?=create table things)", "")
                .replaceAll("create view .*\n", "")
                .replaceAll("create index .*\n", ""));
        assertThat(generated.files()).extracting(SourceFile::isContract).containsExactly(false, true, true);
        assertThat(sql(generated))
                .contains("drop index concurrently if exists idx_things_created_at;")
                .contains("alter table things drop column box_id;")
                .contains("drop view named_things;")
                .contains("drop table boxes;");
    }

    @Test
    @DisplayName("S17: whatever kind of object is dropped, it is by its own kind of statement")
    void everyKindIsDropped() throws Exception {
        var generated = generate(Things.SCHEMA + """
            create materialized view all_things as select id from things;
            create sequence numbers;
            create sequence of_column owned by things.name;
            create function one() returns int language sql return 1;
            create procedure two() language sql as 'select 1';
            create aggregate total(int) (sfunc = int4pl, stype = int);
            create domain isbn as text;
            create type pair as (one int, two int);
            create type mood as enum ('good');
            create policy own on things using (true);
            """, Things.SCHEMA);
        assertThat(generated.remaining()).extracting(Object::toString).isEmpty();
        assertThat(generated.findings()).as(sql(generated)).isEmpty();
        assertThat(sql(generated))
                .contains("drop materialized view all_things;", "drop sequence if exists numbers;")
                .contains("drop policy own on things;");
    }

    @Test
    void aChangedIndexNeedsAnotherName() throws Exception {
        assertThatThrownBy(() ->
                        generate(changed("on things (user_id, created_at, id)", "on things (user_id, created_at)")))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessageContaining("idx_things_created_at")
                .hasMessageContaining("give the new index another name");
        assertThatThrownBy(() -> generate(changed(
                        "constraint idx_boxes_user_id unique (user_id, id)",
                        "constraint idx_boxes_user_id unique (user_id, id," + " created_at)")))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessageContaining("idx_boxes_user_id")
                .hasMessageContaining("give the new index another name");
    }

    @Test
    @DisplayName("S17: an index under another name is there before the old one goes")
    void theOldIndexServesUntilTheNewOneDoes() throws Exception {
        var index = complete(changed(
                "index idx_things_created_at on things (user_id, created_at, id)",
                "index idx_things_user_id_created_at on things (user_id," + " created_at)"));
        assertThat(sql(index))
                .containsSubsequence(
                        "create index concurrently idx_things_user_id_created_at",
                        "drop index concurrently if exists idx_things_created_at;");
        assertThat(sql(index)).contains("Safe to run again: yes, it passes over what is gone already.");

        var constraint = complete(changed(
                "constraint idx_boxes_user_id unique (user_id, id)", "constraint idx_boxes_id unique (id, user_id)"));
        assertThat(sql(constraint))
                .containsSubsequence(
                        "create unique index concurrently idx_boxes_id ",
                        "add constraint idx_boxes_id unique using index idx_boxes_id;",
                        "drop constraint idx_boxes_user_id;");
    }

    @Test
    void functionsTriggersViewsTypesDefaultsAndGrantsAreChanged() throws Exception {
        var generated = complete(changed("enum ('old', 'new')", "enum ('old', 'odd', 'new')")
                        .replace("clock_timestamp()", "now()")
                        .replace("select id, name from things", "select id, name, state from things")
                        .replace("default 'old'", "default 'new'")
                        .replace("before update on things", "before update of name on things")
                + "alter table boxes alter user_id set default 'x';\n"
                + "grant select (id) on boxes to public;\n"
                + "revoke execute on function touch_updated_at() from public;\n");
        assertThat(sql(generated))
                .contains("add value 'odd' after 'old'", "create or replace view named_things as\n")
                .contains("create or replace function touch_updated_at()")
                .contains("create or replace trigger touch_updated_at before update of name")
                .contains("grant select (id) on boxes to public;");
    }

    @Test
    @DisplayName("S17: a view that is changed keeps its options, and gets those that schema/ adds")
    void viewsKeepTheirOptions() throws Exception {
        var view = "create view named_things with (security_invoker, security_barrier) as";
        var secured = Things.SCHEMA.replace("create view named_things as", view);
        assertThat(sql(complete(secured)))
                .contains("create or replace view named_things with (security_barrier=true,"
                        + " security_invoker=true) as\n");
        var changed = secured.replace("select id, name from", "select id, name, state from");
        assertThat(sql(generate(secured, changed)))
                .contains("with (security_barrier=true, security_invoker=true) as\n");
        assertThat(generate(secured, changed).remaining()).isEmpty();
        assertThat(generate(secured, Things.SCHEMA).remaining()).isEmpty();
    }

    @Test
    void whatItCannotSayIsToldAndNotLost() throws Exception {
        var span = "create type span as range (subtype = %s);\n";
        var generated = generate(Things.SCHEMA + span.formatted("int4"), Things.SCHEMA + span.formatted("int8"));
        assertThat(generated.isComplete()).isFalse();
        assertThat(generated.remaining())
                .extracting(Object::toString)
                .anyMatch(difference -> difference.startsWith("type span is 'range"));
    }

    @Test
    void whatTheCheckWouldFindIsTold() throws Exception {
        var generated = generate(changed("  box_id uuid,\n", "  box_id text,\n"));
        assertThat(generated.remaining()).extracting(Object::toString).isEmpty();
        assertThat(generated.findings())
                .extracting(finding -> finding.rule())
                .containsExactly("table-rewritten", "type-narrowed");
    }

    @Test
    void aRequiredColumnWithoutADefaultIsRefused() {
        assertThatThrownBy(() -> generate(changed("  box_id uuid,\n", "  box_id uuid,\n  size int not null,\n")))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessageContaining("things.size is required and nothing fills it");
    }

    @Test
    void aSchemaThatDoesNotApplyIsToldByFileAndLine() {
        assertThatThrownBy(() -> generate("\ncreate table a (b nothing);"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("schema/things.sql:2 does not apply: ERROR: type");
    }

    private static Generated complete(String schema) throws SQLException {
        var generated = generate(schema);
        assertThat(generated.remaining()).extracting(Object::toString).isEmpty();
        assertThat(generated.findings()).as(sql(generated)).isEmpty();
        return generated;
    }

    private static Generated generate(String schema) throws SQLException {
        return generate(Things.SCHEMA, schema);
    }

    /// @param old the schema that the migrations so far make
    private static Generated generate(String old, String schema) throws SQLException {
        return new Generator(
                        Things.repository(old, schema),
                        () -> TestPostgres.createDatabase().connect(),
                        _ -> {})
                .generate("x");
    }

    private static String changed(String from, String to) {
        assertThat(Things.SCHEMA).contains(from);
        return Things.SCHEMA.replace(from, to);
    }

    private static List<String> names(Generated generated) {
        return generated.files().stream()
                .map(file -> String.valueOf(Path.of(file.name()).getFileName()))
                .toList();
    }

    private static String sql(Generated generated) {
        return String.join("", generated.files().stream().map(SourceFile::text).toList());
    }
}
