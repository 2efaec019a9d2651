package dev.kontor.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rules that every table of the live catalog keeps, those of later migrations too. Each question
/// asks for the offenders.
final class ConventionsTest {

    /// The tables, without Flyway's own.
    private static final String TABLES =
            """
            with tables as (
              select oid, relname from pg_class
              where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                and relname <> 'schema_migrations'
            ), columns as (
              select tables.oid, relname, attnum, attname, attnotnull,
                format_type(atttypid, atttypmod) as type, pg_get_expr(adbin, adrelid) as default_value
              from tables
              join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
              left join pg_attrdef on adrelid = attrelid and adnum = attnum
            )
            """;

    private static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = TestPostgres.createMigratedDatabase();
    }

    @Test
    void thereIsSomethingToCheck() throws SQLException {
        assertThat(database.query(TABLES + "select relname from tables order by 1"))
                .contains(
                        "balances",
                        "file_tags",
                        "file_versions",
                        "files",
                        "folders",
                        "idempotency_keys",
                        "object_deletions",
                        "shares",
                        "tags",
                        "transactions",
                        "user_settings",
                        "users");
    }

    @Test
    @DisplayName("S4: user_id is text and never null, in every table")
    void userIdIsTextEverywhere() throws SQLException {
        assertNone(
                """
                select relname, type from columns
                where attname ~ 'user_id$' and (type <> 'text' or not attnotnull)
                """);
        assertNone(
                "select relname from tables where oid not in (select oid from columns where attname"
                        + " = 'user_id') and relname <> 'object_deletions'"); // nobody's any more
    }

    @Test
    @DisplayName("S5: files has exactly the columns of the specification")
    void filesHasExactlyTheSpecifiedColumns() throws SQLException {
        assertThat(
                        database.query(
                                TABLES
                                        + """
                                        select attname, type,
                                          case when attnotnull then 'not null' end, default_value
                                        from columns where relname = 'files' order by attnum
                                        """))
                .containsExactly(
                        "id uuid not null gen_random_uuid()",
                        "user_id text not null null",
                        "parent_folder_id uuid null null",
                        "name character varying(500) not null null",
                        "mime_type character varying(255) not null null",
                        "size bigint not null null",
                        "storage_path character varying(1000) not null null",
                        "storage_key character varying(500) not null null",
                        "description text null null",
                        "is_favorite boolean not null false",
                        "is_public boolean not null false",
                        "is_deleted boolean not null false",
                        "deleted_at timestamp with time zone null null",
                        "created_at timestamp with time zone not null now()",
                        "updated_at timestamp with time zone not null now()");
    }

    @Test
    @DisplayName("S5: files has its three indexes, and storage_key is unique")
    void filesHasItsIndexes() throws SQLException {
        assertThat(
                        database.query(
                                """
                                select indexrelid::regclass, indisunique, pg_get_indexdef(indexrelid, 1, true),
                                  pg_get_indexdef(indexrelid, 2, true)
                                from pg_index where indrelid = 'files'::regclass
                                """))
                .contains(
                        "idx_files_user_id t user_id id",
                        "idx_files_parent_folder f user_id parent_folder_id",
                        "idx_files_created_at f user_id created_at",
                        "idx_files_storage_key t storage_key ");
    }

    @Test
    @DisplayName("S7: names are snake_case, tables plural, junctions a_b")
    void tablesAndColumnsAreNamedByTheRules() throws SQLException {
        assertNone("select relname from tables where relname !~ '^[a-z]+(_[a-z]+)*s$'");
        assertNone("select relname, attname from columns where attname !~ '^[a-z]+(_[a-z]+)*$'");
        assertNone(
                "select relname, attname from columns where (type = 'boolean') <> (attname ~"
                        + " '^(is|has)_')");
        assertNone(
                """
                select relname, attname from columns
                where (type = 'timestamp with time zone') <> (attname ~ '_at$') or type ~ '^(date|time) '
                """);
        assertNone(
                "select relname, attname from columns where type = 'uuid' and attname !~"
                        + " '^id$|_id$'");
        assertNone(
                "select relname, attname from columns where attname ~ '_count$' and type not in"
                        + " ('integer', 'bigint')");
        assertNone(
                """
                select relname, conname from tables join pg_constraint on conrelid = tables.oid
                where contype = 'f' and conname !~ ('^fk_' || relname || '_')
                   or contype = 'c' and conname !~ ('^ck_' || relname || '_')
                """);
        // A junction is keyed by its two ends, and is called after them.
        assertNone(
                """
                select relname, k from tables
                join pg_constraint on conrelid = tables.oid and contype = 'p',
                  lateral (
                    select string_agg(regexp_replace(attname, '_id$', ''), '_' order by n) || 's' as k
                    from unnest(conkey) with ordinality as key(attnum, n)
                    join columns on columns.oid = tables.oid and columns.attnum = key.attnum
                    where attname <> 'user_id')
                where k not in ('ids', 'user_ids', relname)
                """);
    }

    @Test
    @DisplayName("S7: an index is called idx_{table}_{columns}")
    void indexesAreNamedAfterTheirColumns() throws SQLException {
        var offenders = new ArrayList<String>();
        for (var line :
                database.query(
                        TABLES
                                + """
                                select relname, indexrelid::regclass,
                                  (select string_agg(
                                     -- of an expression, the column in it
                                     regexp_replace(pg_get_indexdef(indexrelid, n, true), '^\\w+\\((\\w+).*$', '\\1'),
                                     ' ' order by n)
                                   from generate_series(1, indnkeyatts) as n)
                                from tables join pg_index on indrelid = tables.oid
                                where not indisprimary
                                """)) {
            var words = List.of(line.split(" "));
            if (!namesForIndex(words.getFirst(), words.subList(2, words.size()))
                    .contains(words.get(1))) {
                offenders.add(line);
            }
        }
        assertThat(offenders).isEmpty();
    }

    /// The leading columns. The user id may go unsaid, since nearly every index begins with it, and
    /// so may the `_id` of a folder, as in the specification's own `idx_files_parent_folder`.
    private static List<String> namesForIndex(String table, List<String> columns) {
        var names = new ArrayList<String>();
        for (int from = 0; from < Math.min(2, columns.size()); from++) {
            for (int to = from + 1; to <= columns.size(); to++) {
                var name = "idx_" + table + "_" + String.join("_", columns.subList(from, to));
                names.add(name);
                names.add(name.replace("folder_id", "folder"));
            }
        }
        return names;
    }

    @Test
    @DisplayName(
            "S9: created_at on every table; updated_at, and the trigger that keeps it, on mutable")
    void everyTableHasItsTimes() throws SQLException {
        assertNone(TIMES.formatted("created_at"));
        assertNone(TIMES.formatted("updated_at") + " and relname <> " + APPEND_ONLY);
        assertNone(
                TRIGGERED.formatted(
                                "touch_updated_at", "1 | 2 | 16") // for each row, before, update
                        + " and relname <> "
                        + APPEND_ONLY);
    }

    @Test
    @DisplayName("S9: what has no updated_at refuses every update, delete and truncate")
    void whatNeverChangesCannotBeChanged() throws SQLException {
        var forEachRowBeforeUpdateOrDelete = "1 | 2 | 8 | 16";
        assertThat(notTriggered("refuse_change", forEachRowBeforeUpdateOrDelete))
                .doesNotContain("transactions");
        assertThat(notTriggered("refuse_change", "2 | 32")).doesNotContain("transactions");
    }

    private static List<String> notTriggered(String function, String type) throws SQLException {
        return database.query(TABLES + TRIGGERED.formatted(function, type));
    }

    @Test
    @DisplayName("S7: primary keys are generated uuids, but for junctions")
    void primaryKeysAreGenerated() throws SQLException {
        assertNone(
                """
                select relname from columns
                where attname = 'id' and (type <> 'uuid' or default_value is distinct from 'gen_random_uuid()')
                """);
        assertNone(
                "select relname from tables where oid not in (select conrelid from pg_constraint"
                        + " where contype = 'p')");
    }

    @Test
    @DisplayName("S19: every foreign key has an index that begins with its columns")
    void foreignKeysHaveAnIndex() throws SQLException {
        assertNone(
                """
                select relname, conname from tables join pg_constraint on conrelid = tables.oid
                where contype = 'f' and not exists (
                  select from pg_index
                  where indrelid = tables.oid and conkey <@ (indkey::int2[])[0:cardinality(conkey) - 1])
                """);
    }

    @Test
    void foreignKeysBetweenUsersDataCarryTheUserId() throws SQLException {
        assertNone(
                """
                select relname, conname from tables join pg_constraint on conrelid = tables.oid
                where contype = 'f' and pg_get_constraintdef(pg_constraint.oid) !~ '^FOREIGN KEY \\(user_id, '
                """);
    }

    private static final String APPEND_ONLY = "'transactions'";

    private static final String TIMES =
            """
            select relname from tables where oid not in (
              select oid from columns
              where attname = '%s' and type = 'timestamp with time zone'
                and attnotnull and default_value = 'now()')
            """;

    /// Tables without an enabled trigger of this function and type.
    private static final String TRIGGERED =
            """
            select relname from tables where oid not in (
              select tgrelid from pg_trigger
              where tgfoid = '%s()'::regprocedure and tgenabled = 'O' and tgtype = %s)
            """;

    private static void assertNone(String question) throws SQLException {
        assertThat(database.query(TABLES + question)).as(question).isEmpty();
    }
}
