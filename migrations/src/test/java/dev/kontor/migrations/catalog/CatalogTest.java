package dev.kontor.migrations.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table tags alter color type varchar(51)",
                "alter table tags alter name type varchar(500) collate \"C\"",
                "alter table tags alter color set default 'red'",
                "alter table tags alter color set not null",
                "alter table tags set (fillfactor = 90)",
                "alter table tags drop constraint ck_tags_color",
                "alter table tags disable trigger touch_updated_at",
                "alter table tags enable row level security",
                "alter table tags force row level security",
                "create policy own on tags using (user_id = current_user)",
                "drop index idx_tags_created_at",
                "update pg_index set indisvalid = false where indexrelid =" + " 'idx_tags_created_at'::regclass",
                "drop trigger touch_updated_at on tags",
                "alter function name_hash(text) volatile",
                "revoke execute on function name_hash(text) from public",
                "revoke delete on tags from kontor_app",
                "grant update (name) on tags to public",
                "grant create on schema public to kontor_app",
                "alter default privileges in schema public grant truncate on tables to" + " kontor_app",
                "create type mood as enum ('good', 'bad')",
                "create domain isbn as text",
                "create type pair as (one int, two int)",
                "create aggregate total(int) (sfunc = int4pl, stype = int)",
                "create view recent as select id from tags",
                "create sequence numbers",
                "create table more (id int)",
                "create extension lo",
                "create statistics seen (ndistinct) on name, color from tags",
                "create collation backwards (provider = icu, locale = 'en-u-kf-upper')",
                "create type span as range (subtype = float8)",
                "create rule kept as on delete to tags do instead nothing",
                "create constraint trigger late after insert on tags for each row execute function touch_updated_at()",
                "comment on column tags.name is 'what it is called'",
                "comment on index idx_tags_created_at is 'for lists'",
                "alter table tags alter name set storage external",
                "alter table tags alter name set compression pglz",
                "alter table tags alter name set statistics 500",
                "alter table tags alter name set (n_distinct = 5)",
                "alter table tags replica identity full",
            })
    void everyDifferenceIsToldApart(String change) throws Exception {
        assertThatItShows("", change);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create view recent with (security_invoker) as select id from tags"
                        + " | alter view recent reset (security_invoker)",
                "create policy own on tags using (true) | alter policy own on tags using (false)",
                "alter table tags add twice text generated always as (name) stored"
                        + " | alter table tags drop twice, add twice text generated always as (name) virtual",
                "create sequence numbers | alter sequence numbers increment 5",
                "create sequence numbers | alter sequence numbers owned by tags.name",
                "create unlogged table more (id int) | alter table more set logged",
                "create table more (id int) partition by list (id);"
                        + " create table ones partition of more for values in (1)"
                        + " | alter table more detach partition ones;"
                        + " alter table more attach partition ones for values in (1, 2)",
                "create type pair as (one text) | alter type pair alter attribute one type text collate \"C\"",
                "create statistics seen on name, color from tags | alter statistics seen set statistics 7",
                "create policy own on tags using (true) | alter policy own on tags to kontor_app",
                "create policy own on tags with check (true)" + " | alter policy own on tags with check (false)",
                "create domain isbn as text | alter domain isbn add check (value <> 'x')",
                "create domain isbn as text | alter domain isbn set default 'x'",
                "create domain isbn as text | alter domain isbn set not null",
                "create domain isbn as text" + " | drop domain isbn; create domain isbn as varchar(9)",
                "create type pair as (one int, two int) | alter type pair drop attribute two",
                "create type pair as (one int) | alter type pair alter attribute one type bigint",
                "create aggregate total(int) (sfunc = int4pl, stype = int)"
                        + " | create or replace aggregate total(int) (sfunc = int4mi, stype = int)",
                "create aggregate total(int) (sfunc = int4pl, stype = int) | create or replace"
                        + " aggregate total(int) (sfunc = int4pl, stype = int, initcond = '7')",
            })
    void everyPartOfADefinitionIsRead(String first, String change) throws Exception {
        assertThatItShows(first, change);
    }

    @Test
    void whatAnExtensionMakesIsTheExtensions() throws Exception {
        var database = TestPostgres.createMigratedDatabase();
        var before = catalog(database).objects().keySet();
        database.execute("""
            create extension lo;
            create table of_lo (id bigserial primary key, name text unique);
            create view seen as select id from of_lo;
            grant select on of_lo, seen to public;
            alter extension lo add table of_lo;
            alter extension lo add view seen;
            alter extension lo add sequence of_lo_id_seq;
            """);
        assertThat(catalog(database).objects().keySet())
                .filteredOn(object -> !before.contains(object))
                .containsExactly("extension lo");
    }

    @Test
    void whatAPartitionHasFromItsTableIsTheTables() throws Exception {
        var database = TestPostgres.createMigratedDatabase();
        database.execute("""
            create table whole (id int primary key, name text default 'x', check (id > 0)) partition by range (id);
            create index on whole (name);
            create trigger touched before update on whole for each row execute function touch_updated_at();
            create table slice partition of whole for values from (1) to (9);
            alter table slice alter name set default 'y';
            """);
        assertThat(catalog(database).objects().keySet())
                .filteredOn(object -> object.matches(".* slice\\b.*|.*slice_.*"))
                .containsExactly("column slice.name", "grant on table slice to kontor_app", "table slice");
    }

    @Test
    void theSequenceOfAnIdentityColumnIsTheColumns() throws Exception {
        var database = TestPostgres.createMigratedDatabase();
        database.execute("create table counted (id int generated always as identity)");
        assertThat(catalog(database).objects().keySet())
                .filteredOn(object -> object.contains("counted"))
                .contains("column counted.id", "table counted")
                .noneMatch(object -> object.contains("seq"));
    }

    @Test
    void theSearchPathChangesNothing() throws Exception {
        var database = TestPostgres.createMigratedDatabase();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = ''");
            assertThat(Catalog.read(connection)).isEqualTo(catalog(database));
            try (var path = statement.executeQuery("show search_path")) {
                path.next();
                assertThat(path.getString(1)).as("it is left as it was").isEqualTo("\"\"");
            }
        }
    }

    private static void assertThatItShows(String first, String change) throws SQLException {
        var database = TestPostgres.createMigratedDatabase();
        if (!first.isEmpty()) {
            database.execute(first);
        }
        var before = catalog(database);
        database.execute(change);
        assertThat(catalog(database)).isNotEqualTo(before);
    }

    private static Catalog catalog(TestDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            return Catalog.read(connection);
        }
    }
}
