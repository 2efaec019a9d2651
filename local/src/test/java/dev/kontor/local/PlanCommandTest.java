package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs `migrate --plan` on a database that lacks the newest migration.
@Tag("slow")
final class PlanCommandTest {
    @TempDir
    Path root;

    @Test
    @DisplayName("S15: migrate --plan tells what a run would do, and a run then does it")
    void aPlanComesBeforeARun() throws Exception {
        var copy = WorkingCopy.in(root);
        Files.writeString(copy.file("migrations/V901__note.sql"), "alter table tags add column note text;\n");
        var url = TestPostgres.createMigratedDatabase().url();
        var plan = KontorProcess.run(root, "migrate", "--plan", "--url", url);
        assertThat(plan.errors()).isEmpty();
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.output())
                .contains("A run would apply 1 migration. Nothing was changed: the session is read-only.\n")
                .containsPattern("V901__note.sql +ACCESS EXCLUSIVE +tags\n");

        Files.writeString(copy.file("migrations/V902__wrong.sql"), "alter table nothing add column note text;\n");
        var wrong = KontorProcess.run(root, "migrate", "--plan", "--json", "--url", url);
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.errors()).startsWith("kontor: a run would fail: V902__wrong.sql:1: ");
        assertThat(JsonUtil.parseJson(wrong.output()))
                .containsOnlyKeys("version", "steps", "held", "inTheWay", "notes", "error");
    }
}
