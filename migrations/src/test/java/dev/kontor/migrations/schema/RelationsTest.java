package dev.kontor.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the database refuses by itself, whatever the code above it does.
final class RelationsTest {

    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String CHECK_VIOLATION = "23514";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String NOT_NULL_VIOLATION = "23502";

    private static final String FOLDER = "00000000-0000-0000-0000-00000000000f";
    private static final String FILE = "00000000-0000-0000-0000-0000000000f1";
    private static final String TAG = "00000000-0000-0000-0000-0000000000a1";

    private TestDatabase database;

    @BeforeEach
    void annHasAFolderWithAFileAndATag() throws SQLException {
        database = TestPostgres.createMigratedDatabase();
        database.execute("""
            insert into folders (id, user_id, name) values ('%1$s', 'ann', 'Letters');
            insert into files (id, user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key)
              values ('%2$s', 'ann', '%1$s', 'a.txt', 'text/plain', 1, 'p', 'k');
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
              values ('ann', '%2$s', 1, 1, 'text/plain', 'k');
            insert into tags (id, user_id, name) values ('%3$s', 'ann', 'red');
            insert into file_tags (user_id, file_id, tag_id) values ('ann', '%2$s', '%3$s');
            """.formatted(FOLDER, FILE, TAG));
    }

    @Test
    @DisplayName("S6: another user's folder can be nobody's parent")
    void anotherUsersFolderIsRefusedAsParent() {
        assertRefused("insert into folders (user_id, parent_folder_id, name) values ('bob', '%s', 'x')"
                        .formatted(FOLDER))
                .isEqualTo(FOREIGN_KEY_VIOLATION);
        assertRefused("""
            insert into files (user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key)
            values ('bob', '%s', 'b.txt', 'text/plain', 1, 'p', 'k2')
            """.formatted(FOLDER)).isEqualTo(FOREIGN_KEY_VIOLATION);
        assertRefused("update files set user_id = 'bob'").isEqualTo(FOREIGN_KEY_VIOLATION);
    }

    @Test
    @DisplayName("S6: another user's tag can't be put on a file, nor a version be added to it")
    void anotherUsersTagIsRefused() throws SQLException {
        database.execute("insert into tags (id, user_id, name) values (gen_random_uuid(), 'bob', 'red')");
        for (var user : List.of("ann", "bob")) {
            assertRefused("""
                insert into file_tags (user_id, file_id, tag_id)
                select '%s', '%s', id from tags where user_id = 'bob'
                """.formatted(user, FILE)).isEqualTo(FOREIGN_KEY_VIOLATION);
        }
        assertRefused("""
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
            values ('bob', '%s', 2, 1, 'text/plain', 'k2')
            """.formatted(FILE)).isEqualTo(FOREIGN_KEY_VIOLATION);
    }

    @Test
    @DisplayName("S6: when a folder goes, what was in it stays with its user, at the top")
    void deletingAFolderSetsOnlyTheParentToNull() throws SQLException {
        database.execute(
                "insert into folders (user_id, parent_folder_id, name) values ('ann', '%s', 'Old')".formatted(FOLDER));
        database.execute("delete from folders where id = '%s'".formatted(FOLDER));
        assertThat(database.query("select user_id, parent_folder_id from files"))
                .containsExactly("ann null");
        assertThat(database.query("select user_id, parent_folder_id from folders"))
                .containsExactly("ann null");
    }

    @Test
    @DisplayName("S6: a file takes its versions and tag links along, a tag its links")
    void versionsAndLinksGoWithTheirFile() throws SQLException {
        database.execute("delete from files");
        assertThat(database.query("select from file_versions union all select from file_tags"))
                .isEmpty();
        assertThat(database.query("select name from tags")).containsExactly("red");
    }

    @Test
    @DisplayName("S9: every update moves updated_at")
    void updatedAtMovesOnEveryUpdate() throws SQLException {
        for (var table : List.of("folders", "files", "file_versions", "tags", "file_tags")) {
            assertThat(database.query("""
                with before as (select updated_at from %1$s)
                update %1$s set user_id = user_id
                returning updated_at > (select updated_at from before)
                """.formatted(table))).as(table).containsExactly("t");
        }
    }

    @Test
    void updatedAtMovesOnEvenIfTheClockWentBack() throws SQLException {
        database.execute("""
            insert into tags (user_id, name, updated_at) values ('bob', 'x', '2999-01-01');
            update tags set color = 'red', updated_at = '1999-01-01' where user_id = 'bob';
            """);
        assertThat(database.query("select updated_at > '2999-01-01' from tags where user_id = 'bob'"))
                .containsExactly("t");
    }

    @Test
    void aNameIsTakenOnceAmongLiveSiblingsWithoutRegardToCase() throws SQLException {
        assertRefused("insert into folders (user_id, name) values ('ann', 'LETTERS')")
                .isEqualTo(UNIQUE_VIOLATION);
        assertRefused("insert into tags (user_id, name) values ('ann', 'RED')").isEqualTo(UNIQUE_VIOLATION);
        database.execute("insert into folders (user_id, name) values ('bob', 'Letters')");
        database.execute("insert into folders (user_id, parent_folder_id, name) values ('ann', '%s', 'Letters')"
                .formatted(FOLDER));
    }

    @Test
    void valuesOutsideTheirLimitsAreRefused() {
        for (var set : List.of(
                "folders set parent_folder_id = id",
                "folders set name = ''",
                "folders set name = 'a/b'",
                "folders set is_deleted = true",
                "folders set deleted_at = now()",
                "files set name = ''",
                "files set size = -1",
                "files set deleted_at = now()",
                "file_versions set version = 0",
                "file_versions set checksum = repeat('A', 64)",
                "tags set name = ''")) {
            assertRefused("update " + set).as(set).isEqualTo(CHECK_VIOLATION);
        }
        assertRefused("insert into tags (user_id, name) values ('', 'x')").isEqualTo(CHECK_VIOLATION);
        assertRefused("insert into tags (user_id, name) values (repeat('x', 256), 'x')")
                .isEqualTo(CHECK_VIOLATION);
        assertRefused("insert into tags (name) values ('x')").isEqualTo(NOT_NULL_VIOLATION);
    }

    @Test
    void theLongestNamesFitIntoEveryIndex() throws SQLException {
        // Random characters of four bytes each: what is all the same would be compressed.
        database.execute("""
            create function noise(length int) returns text language sql volatile
              return (select string_agg(chr(131072 + floor(random() * 40000)::int), '')
                      from generate_series(1, length));
            do $$
            declare
              owner text := noise(255);
              folder uuid;
              file uuid;
              tag uuid;
            begin
              insert into folders (user_id, name) values (owner, noise(500)) returning id into folder;
              insert into folders (user_id, parent_folder_id, name) values (owner, folder, noise(500));
              insert into files (user_id, parent_folder_id, name, mime_type, size, is_favorite, storage_path, storage_key)
                values (owner, folder, noise(500), noise(255), 9223372036854775807, true, noise(1000), noise(500))
                returning id into file;
              insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
                values (owner, file, 2147483647, 1, noise(255), noise(500));
              insert into tags (user_id, name, color) values (owner, noise(500), noise(50)) returning id into tag;
              insert into file_tags (user_id, file_id, tag_id) values (owner, file, tag);
              update folders set name = noise(500), is_deleted = false where user_id = owner;
              update files set name = noise(500) where user_id = owner;
            end
            $$;
            """);
        assertThat(database.query(
                        "select char_length(user_id), octet_length(name) from files where" + " user_id <> 'ann'"))
                .containsExactly("255 2000");
    }

    private AbstractStringAssert<?> assertRefused(String sql) {
        return assertThatThrownBy(() -> database.execute(sql))
                .as(sql)
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .extracting(SQLException::getSQLState, InstanceOfAssertFactories.STRING);
    }
}
