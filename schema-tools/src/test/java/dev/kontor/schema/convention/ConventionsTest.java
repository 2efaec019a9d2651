package dev.kontor.schema.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.check.CheckTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Every table of the live catalog keeps these rules, and so must the tables of later migrations.
/// [CheckTest] shows that each rule can fail.
final class ConventionsTest {

    private static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = TestPostgres.createMigratedDatabase();
    }

    @Test
    void thereIsSomethingToCheck() throws SQLException {
        assertThat(database.query("select tablename from pg_tables where schemaname = 'public'"))
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
        assertKept(Convention.USER_ID_TYPE);
        assertThat(violations(Convention.USER_ID_MISSING))
                .extracting(Violation::table)
                // Nobody's any more; sold to everyone; whose it is may be told later.
                .containsExactly("object_deletions", "packages", "payments");
    }

    @Test
    @DisplayName("S5: files has exactly the columns of the specification")
    void filesHasExactlyTheSpecifiedColumns() throws SQLException {
        assertThat(database.query("""
            select attname, format_type(atttypid, atttypmod),
              case when attnotnull then 'not null' end, pg_get_expr(adbin, adrelid)
            from pg_attribute
            left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where attrelid = 'files'::regclass and attnum > 0 and not attisdropped
            order by attnum
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
        assertThat(database.query("""
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
        assertKept(
                Convention.TABLE_NAME,
                Convention.COLUMN_NAME,
                Convention.FLAG_NAME,
                Convention.TIME_TYPE,
                Convention.ID_NAME,
                Convention.COUNT_TYPE,
                Convention.CONSTRAINT_NAME,
                Convention.JUNCTION_NAME);
    }

    @Test
    @DisplayName("S7: an index is called idx_{table}_{columns}")
    void indexesAreNamedAfterTheirColumns() throws SQLException {
        assertKept(Convention.INDEX_NAME);
    }

    @Test
    @DisplayName("S9: created_at on every table; updated_at, and the trigger that keeps it, on mutable;"
            + " what has none refuses every update, delete and truncate")
    void everyTableHasItsTimes() throws SQLException {
        assertKept(Convention.CREATED_AT_MISSING, Convention.UPDATED_AT_MISSING, Convention.UPDATED_AT_UNTOUCHED);
    }

    @Test
    @DisplayName("S7: primary keys are generated uuids, but for junctions")
    void primaryKeysAreGenerated() throws SQLException {
        assertKept(Convention.PRIMARY_KEY, Convention.SEQUENCE);
    }

    @Test
    @DisplayName("S19: every foreign key has an index; no index is in vain, no total is stored")
    void indexesAreThereOnceAndTotalsAreNot() throws SQLException {
        assertKept(
                Convention.FOREIGN_KEY_WITHOUT_INDEX,
                Convention.INDEX_DUPLICATED,
                Convention.INDEX_ON_FLAG,
                Convention.INDEX_INVALID,
                Convention.DERIVED_DATA);
    }

    @Test
    void foreignKeysBetweenUsersDataCarryTheUserId() throws SQLException {
        assertThat(violations(Convention.FOREIGN_KEY_WITHOUT_USER))
                .extracting(Violation::table)
                .containsExactly("purchases"); // It refers to a package, which is nobody's.
    }

    private static void assertKept(Convention... conventions) throws SQLException {
        assertThat(violations(conventions)).isEmpty();
    }

    private static List<Violation> violations(Convention... conventions) throws SQLException {
        try (var connection = database.connect()) {
            return Violations.in(connection).stream()
                    .filter(violation -> List.of(conventions).contains(violation.convention()))
                    .toList();
        }
    }
}
