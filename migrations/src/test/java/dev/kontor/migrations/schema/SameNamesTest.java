package dev.kontor.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.MigratorFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What V021 does to names that it takes for duplicates, in a database with data.
final class SameNamesTest extends MigratorFixture {

    private static final Path MIGRATIONS = Path.of("src/main/resources/migrations");
    private static final String FIRST = "V021__same_names.sql";

    @Test
    void duplicatesThatExistSurvive() throws Exception {
        applyMigrations(MIGRATIONS, file -> file.compareTo(FIRST) < 0);
        database.execute("""
            insert into folders (user_id, id, name, created_at) values
              ('ann', '00000000-0000-0000-0000-00000000000a', 'ΚΩΣ', '2026-01-01'),
              ('ann', '00000000-0000-0000-0000-00000000000b', 'κωσ', '2026-01-02'),
              ('ann', '00000000-0000-0000-0000-00000000000c', 'Κωσ (2)', '2026-01-03'),
              ('bob', default, 'κωσ', '2026-01-04');
            insert into files (user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key, created_at)
            select owner, folder::uuid, name, 'text/plain', 1, '', gen_random_uuid(), '2026-01-01'::timestamptz + place * interval '1 day'
            from (values
              (1, 'ann', null, U&'\\AC00.txt'),
              (2, 'ann', null, U&'\\1100\\1161.txt'),
              (3, 'ann', null, U&'\\1100\\1161\\200B.txt'),
              (4, 'ann', null, U&'\\AC00 (2).txt'),
              (5, 'ann', '00000000-0000-0000-0000-00000000000a', U&'\\1100\\1161.txt'),
              (6, 'bob', null, U&'\\1100\\1161.txt'),
              (7, 'ann', null, U&'Screenshot 3\\202FPM'),
              (8, 'ann', null, U&'Screenshot 3 PM'),
              (9, 'ann', null, U&'\\00E9' || repeat('a', 498)),
              (10, 'ann', null, U&'e\\0301' || repeat('a', 498))
            ) as file (place, owner, folder, name);
            insert into tags (user_id, name, created_at) values
              ('ann', U&'caf\\00E9', '2026-01-02'), ('ann', U&'cafe\\0301', '2026-01-01'), ('bob', 'café', '2026-01-03');
            """);

        applyMigrations(MIGRATIONS, file -> true);

        assertThat(database.query("select name from folders order by created_at"))
                .containsExactly("ΚΩΣ", "κωσ (3)", "Κωσ (2)", "κωσ");
        assertThat(database.query("select name from files order by created_at"))
                .containsExactly(
                        "\uAC00.txt",
                        "\u1100\u1161 (3).txt",
                        "\u1100\u1161\u200B (4).txt",
                        "\uAC00 (2).txt",
                        "\u1100\u1161.txt",
                        "\u1100\u1161.txt",
                        "Screenshot 3\u202FPM",
                        "Screenshot 3 PM (2)",
                        "\u00E9" + "a".repeat(498),
                        "e\u0301" + "a".repeat(494) + " (2)");
        assertThat(database.query("select name from tags order by created_at"))
                .containsExactly("cafe\u0301", "caf\u00E9 (2)", "café");
        assertThatThrownBy(() -> database.execute("insert into tags (user_id, name) values ('ann', 'CAFÉ')"))
                .hasMessageContaining("idx_tags_user_id_name");
    }
}
