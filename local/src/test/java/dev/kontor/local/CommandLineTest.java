package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.KontorProcess.Outcome;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "token --help",
                "migrate --help",
                "check --help",
                "generate --help",
                "push --help",
                "seed --help",
                "studio --help"
            })
    void everyCommandHasHelp(String arguments) throws Exception {
        var outcome = inThisProcess(arguments.split(" ", -1));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).startsWith("Usage: ./kontor").contains("--help");
        assertThat(outcome.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "--nothing",
                "run --port x",
                "run --port 65536",
                "run --port -1",
                "token",
                "token --sub ",
                "run --containers=yes",
                "seed more",
                "token --sub a --expires-in soon",
                "token --sub a --expires-in 9223372036854775807",
                "token --sub a --expires-in -9223372036854775808",
                "migrate --url jdbc:postgresql://host:none/a",
                "migrate --url mysql://127.0.0.1/a",
                "check nowhere.sql",
                "check --url mysql://127.0.0.1/a",
                "generate",
                "generate AddShelves",
                "generate add_shelves --base main",
                "generate --rebase --base=--output=gone",
                "generate add_shelves --url mysql://127.0.0.1/a",
                "push --url mysql://127.0.0.1/a"
            })
    void badUsageIsExplainedAndExitsWith2(String arguments) throws Exception {
        var outcome = inThisProcess(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).contains("Usage: ./kontor").doesNotContain("Exception");
    }

    @Test
    void theProcessEndsAsTheCommandDoes() throws Exception {
        assertThat(kontor("--help")).isEqualTo(inThisProcess("--help"));
        assertThat(kontor("nothing")).isEqualTo(inThisProcess("nothing"));
    }

    @Test
    void aTokenIsPrintedAloneForAnyUserId() throws Exception {
        var outcome = kontor("token", "--sub", "é 😀 \"x\"", "--role", "admin", "--email", "a@b.c");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\n");
        var payload = new String(Base64.getUrlDecoder().decode(outcome.output().split("\\.", -1)[1]), UTF_8);
        assertThat(JsonUtil.parseJson(payload))
                .containsEntry("sub", "é 😀 \"x\"")
                .containsEntry("role", "admin")
                .containsEntry("email", "a@b.c");
        assertThat(kontor("token", "--sub", "x".repeat(256)).exitCode()).isEqualTo(2);
    }

    @Test
    void aTokenIsPrintedAsJson() throws Exception {
        var json = JsonUtil.parseJson(kontor("token", "--sub", "u", "--json").output());
        assertThat(json).containsOnlyKeys("token", "sub", "email", "role", "expiresAt");
        assertThat(json).containsEntry("sub", "u").containsEntry("role", "user");
    }

    @Test
    @Tag("slow")
    void migrateBringsAnyDatabaseUpToDateAndSaysWhatItDid() throws Exception {
        var url = TestPostgres.createDatabase().url();
        var first = kontor("migrate", "--url", url, "--user", TestDatabase.OWNER);
        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).startsWith("V001 ").containsPattern("the schema is at V\\d{3}\n$");

        var second = kontor("migrate", "--url", url);
        assertThat(second.output()).startsWith("nothing to do; the schema is at V");

        var json = JsonUtil.parseJson(kontor("migrate", "--url", url, "--json").output());
        assertThat(json).containsEntry("status", "current");
    }

    @Test
    @Tag("slow")
    void aMigrationThatFailsIsAFailure() throws Exception {
        var nowhere = "jdbc:postgresql://127.0.0.1:1/none";
        var impatient = Map.of("MIGRATION_TIMEOUT", "1");
        var outcome = kontor(impatient, "migrate", "--url", nowhere);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).endsWith("\n").contains("kontor: migration failed: timed out");

        var json = kontor(impatient, "migrate", "--url", nowhere, "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(JsonUtil.parseJson(json.output())).containsEntry("status", "failed");
    }

    @Test
    void migrateSaysWhenTheLocalDatabaseIsNotRunning() throws Exception {
        var outcome = kontor("migrate");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors())
                .isEqualTo("kontor: the local database is not running; start it with ./kontor run,"
                        + " or name another with --url\n");
    }

    /// Runs the command in the test's own process, which is faster than to start another.
    private static Outcome inThisProcess(String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        var exitCode = Main.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
        return new Outcome(exitCode, output.toString(), errors.toString());
    }

    private Outcome kontor(String... arguments) throws Exception {
        return kontor(Map.of(), arguments);
    }

    private Outcome kontor(Map<String, String> environment, String... arguments) throws Exception {
        return KontorProcess.run(root, environment, arguments);
    }
}
