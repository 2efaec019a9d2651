package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs `generate` and `push` where `schema/` asks for an extension that no server here has.
@Tag("slow")
final class MissingExtensionTest {
    private static final String NOTE = "schema/tags.sql:%d was not tried: ERROR: extension \"vector\" is not available";

    @TempDir
    Path root;

    @Test
    @DisplayName("S17: generate and push do the rest, and name the extension and what they left out")
    void theRestIsDone() throws Exception {
        var copy = WorkingCopy.in(root);
        var line = Files.readAllLines(copy.file("schema/tags.sql")).size() + 1;
        copy.append("schema/tags.sql", """
            create extension vector;
            create table meanings (id int, meaning vector(3));
            alter table tags add column note text;
            """);
        var catalog = Files.readString(copy.file("migrations/catalog.txt"));

        var database = TestPostgres.createDatabase();
        var push = KontorProcess.run(root, "push", "--url", database.url());
        assertThat(push.errors()).isEmpty();
        assertThat(push.output())
                .contains("+ column tags.note\n", NOTE.formatted(line), "./kontor push --url")
                .doesNotContain("+ table meanings");

        var generate = KontorProcess.run(root, "generate", "add_note");
        assertThat(generate.errors()).isEmpty();
        assertThat(generate.output())
                .contains("__add_note.sql\n", NOTE.formatted(line), "./kontor generate NAME --url", "catalog.txt");
        assertThat(copy.file("migrations/catalog.txt")).hasContent(catalog);
        assertThat(database.query("select datname from pg_database where datname like 'kontor_scratch_%'"))
                .isEmpty();
    }
}
