package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs `push`, `generate` and `check` on a copy of this repository after a change of the schema.
@Timeout(300)
@Tag("slow")
final class SchemaCommandsTest {
    @TempDir
    Path root;

    @Test
    @DisplayName("S14: push while it runs, generate when it is right, and check agrees")
    void aSchemaIsWorkedOn() throws Exception {
        var copy = WorkingCopy.in(root);
        EarlierRun.leaveIn(root);
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            run.awaitReady();
            sql("insert into tags (user_id, name) values ('ann', 'x') returning id");
            copy.append("schema/tags.sql", "alter table tags add column note varchar(100);\n");

            var push = KontorProcess.run(root, "push", "--json");
            assertThat(push.errors()).isEmpty();
            assertThat(JsonUtil.parseJson(push.output()).get("changed")).hasToString("[column tags.note]");
            assertThat(sql("select name from tags where note is null")).isEqualTo("x");
            run.terminate();
        }
        var generate = KontorProcess.run(root, "generate", "add_notes");
        assertThat(generate.errors()).isEmpty();
        var file = generate.output().lines().findFirst().orElseThrow();
        assertThat(file).matches("migrations/src/main/resources/migrations/V\\d{3}__add_notes.sql");
        assertThat(Files.readString(root.resolve(file)))
                .contains("-- Locks: ACCESS EXCLUSIVE on tags.")
                .endsWith("\nalter table tags add column note character varying(100);\n");
        assertThat(Files.readString(copy.file("migrations/catalog.txt")))
                .endsWith("__add_notes.sql\n+ column tags.note: character varying(100)\n");
        assertThat(KontorProcess.run(root, "check").errors()).isEmpty();
    }

    @Test
    @DisplayName("S14: push refuses what is not local, and what may be production's")
    void pushRefusesWhatIsNotADevelopersOwn() throws Exception {
        WorkingCopy.in(root);
        var elsewhere = KontorProcess.run(root, "push", "--url", "jdbc:postgresql://db.example.com/kontor");
        assertThat(elsewhere.exitCode()).isEqualTo(1);
        assertThat(elsewhere.errors())
                .isEqualTo("kontor: db.example.com is not on this machine; only a local database is" + " pushed to\n");
        var migrated = KontorProcess.run(
                root, "push", "--url", TestPostgres.createMigratedDatabase().url());
        assertThat(migrated.exitCode()).isEqualTo(1);
        assertThat(migrated.errors()).startsWith("kontor: this database has a history of");
    }

    @Test
    void nothingIsWrittenThatIsNotWhole() throws Exception {
        var copy = WorkingCopy.in(root);
        copy.append("schema/tags.sql", "alter table tags alter column color type varchar(9);\n");
        var generate = KontorProcess.run(root, Map.of(), "generate", "shorten");
        assertThat(generate.exitCode()).isEqualTo(1);
        assertThat(generate.output())
                .contains("alter table tags alter column color type character varying(9);")
                .contains(
                        "type-narrowed",
                        "\n--     alter table tags add constraint ck_tags_color_2 check (…) not valid;");
        assertThat(generate.errors())
                .matches("kontor: nothing was written: the check objects \\(\\d\\); write this one by hand\n");

        var json = KontorProcess.run(root, "generate", "--json", "shorten");
        assertThat(json.exitCode()).isEqualTo(1);
        var told = JsonUtil.parseJson(json.output());
        assertThat(told).containsOnlyKeys("files", "remaining", "findings");
        assertThat(told.get("remaining")).hasToString("[]");
        assertThat(told.get("findings")).asString().contains("rule=type-narrowed", "line=", "effect=", "remedy=");
        assertThat(copy.file("migrations").toFile().list()).noneMatch(name -> name.contains("shorten"));
    }

    private String sql(String statement) throws Exception {
        return KontorProcess.sql(root, statement);
    }
}
