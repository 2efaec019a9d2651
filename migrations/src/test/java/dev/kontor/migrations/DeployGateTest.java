package dev.kontor.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.artefact.Artefact;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.gate.DeployGate;
import dev.kontor.migrations.testing.FaultyProxy;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every event of CloudFormation is answered in time, and the answer is true.
final class DeployGateTest extends MigratorFixture {

    private CloudFormation cloudFormation;

    @BeforeEach
    void startCloudFormation() throws Exception {
        cloudFormation = new CloudFormation();
        migration("V1__one.sql", "create table one (id int)");
        build();
    }

    @AfterEach
    void stopCloudFormation() {
        cloudFormation.close();
    }

    @Test
    @DisplayName("S16: a stack that is created is answered once its schema is there")
    void create() throws Exception {
        var answer = cloudFormation.send(function(), "Create", fingerprint(), null);
        assertThat(exists("one")).isTrue();
        assertThat(answer.status()).isEqualTo("SUCCESS");
        assertThat(answer.request()).isIn("PUT null", "PUT ");
        assertThat(answer.fields().values())
                .containsEntry("/PhysicalResourceId", "schema")
                .containsEntry("/StackId", "arn:aws:cloudformation:eu-central-1:1:stack/kontor/1")
                .containsEntry("/RequestId", "7a5b")
                .containsEntry("/LogicalResourceId", "Schema")
                .containsEntry("/Data/Schema", "1");
        assertThat(answer.reason()).matches("V1 one \\(\\d+ ms\\); the schema is at V1");
    }

    @Test
    @DisplayName("S16: an update applies what is new, and says what it did")
    void update() throws Exception {
        var before = fingerprint();
        cloudFormation.send(function(), "Create", before, null);
        migration("V2__two.sql", "create table two (id int)");
        build();
        var answer = cloudFormation.send(function(), "Update", fingerprint(), before);
        assertThat(List.of(answer.status(), answer.fields().text("/Data/Schema")))
                .containsExactly("SUCCESS", "2");
        assertThat(exists("two")).isTrue();
    }

    @Test
    @DisplayName("S16: a failed update says why, and its rollback succeeds, with either code")
    void rollbackOfAFailedUpdate() throws Exception {
        var before = fingerprint();
        cloudFormation.send(function(), "Create", before, null);
        var earlier = copyOf(folder);
        migration("V2__two.sql", "create table two ();");
        migration("V3__bad.sql", "create table three ();\nselect 1 / 0;");
        migration("V4__four.sql", "create table four ()");
        build();
        var failed = cloudFormation.send(function(), "Update", fingerprint(), before);
        assertThat(failed.status()).isEqualTo("FAILED");
        assertThat(failed.reason())
                .startsWith("V3__bad.sql, line 2: ERROR: division by zero (SQLSTATE 22012)")
                .contains("V2 two (", "not applied: V3__bad.sql", "not applied: V4__four.sql")
                .endsWith("log stream: 2026/11/25/[$LATEST]1");
        assertThat(failed.fields().text("/PhysicalResourceId")).isEqualTo("schema");

        // CloudFormation takes the function back first; should it not have, that is no harm.
        for (var code : List.of(function(earlier), function())) {
            var rollback = cloudFormation.send(code, "Update", before, fingerprint());
            assertThat(rollback.status()).as(rollback.reason()).isEqualTo("SUCCESS");
            assertThat(exists("three")).isFalse();
        }
    }

    @Test
    @DisplayName("S16: deleting the stack leaves the tables, and needs neither database nor settings")
    void delete() throws Exception {
        cloudFormation.send(function(), "Create", fingerprint(), null);
        var answer = cloudFormation.send(new Migrate(Map.of(), "nowhere"), "Delete", fingerprint(), null);
        assertThat(answer.status()).isEqualTo("SUCCESS");
        assertThat(exists("one")).isTrue();
    }

    @Test
    @DisplayName("S16: an event that comes twice, or late, is answered and changes nothing")
    void duplicatesAndLateRetries() throws Exception {
        var first = fingerprint();
        var earlier = copyOf(folder);
        for (int i = 0; i < 2; i++) {
            assertThat(cloudFormation.send(function(), "Create", first, null).status())
                    .isEqualTo("SUCCESS");
        }
        migration("V2__two.sql", "create table two (id int)");
        build();
        var second = fingerprint();
        for (int i = 0; i < 2; i++) {
            assertThat(cloudFormation.send(function(), "Update", second, first).status())
                    .isEqualTo("SUCCESS");
        }
        var history = database.query("select * from schema_migrations");

        // The first deploy's event, after the second; the second's, after it was rolled back.
        var late = cloudFormation.send(function(), "Create", first, null);
        assertThat(late.status()).isEqualTo("SUCCESS");
        var tooLate = cloudFormation.send(function(earlier), "Update", second, first);
        assertThat(tooLate.status()).isEqualTo("FAILED");
        assertThat(database.query("select * from schema_migrations")).isEqualTo(history);
    }

    @Test
    @Tag("slow")
    @DisplayName("S16: an answer that is not taken at once is given again")
    void anAnswerIsGivenUntilItIsTaken() throws Exception {
        cloudFormation.answerWith(503, 500);
        var answer = cloudFormation.send(function(), "Create", fingerprint(), null);
        assertThat(answer.status()).isEqualTo("SUCCESS");
        assertThat(cloudFormation.answers()).hasSize(3);
    }

    @Test
    void anAnswerThatIsRefusedFailsTheInvocation() {
        cloudFormation.answerWith(403);
        assertThatThrownBy(() -> cloudFormation.send(function(), "Delete", null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403")
                .hasMessageNotContaining("secret");
        assertThat(cloudFormation.answers()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, '', DATABASE_URL is missing",
        "DATABASE_URL, jdbc:postgresql://host:hush/db, DATABASE_URL is malformed",
        "DATABASE_USER, '', DATABASE_USER is missing",
        "MIGRATION_TIMEOUT, hush, MIGRATION_TIMEOUT is malformed"
    })
    @DisplayName("S16: a function that cannot start its work says so, without its secrets")
    void aBadEnvironmentIsAnswered(String variable, String value, String words) throws Exception {
        var environment = new HashMap<>(environment());
        environment.put("DATABASE_PASSWORD", "hush");
        environment.put(variable, value);
        var function = new Migrate(environment, location());
        var answer = cloudFormation.send(function, "Create", fingerprint(), null);
        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(answer.reason()).startsWith(words);
        assertThat(answer.body()).doesNotContain("hush");
    }

    @Test
    @Tag("slow")
    @DisplayName("S16: a database that is away is told, without the password")
    void aDatabaseThatIsAwayIsTold() throws Exception {
        var environment = Map.of(
                "DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none?password=hush",
                "DATABASE_USER", "ann",
                "DATABASE_PASSWORD", "hush",
                "MIGRATION_TIMEOUT", "1");
        var answer = cloudFormation.send(new Migrate(environment, location()), "Create", fingerprint(), null);
        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(answer.reason()).contains("timed out after 1 s", "127.0.0.1:1", "refused");
        assertThat(answer.body()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null,                 the property Migrations is malformed",
                "latest,               the property Migrations is malformed",
                "2-0123456789abcdef,   the template asks for the migrations 2-0123456789abcdef",
                "1-0123456789abcdef,   the template asks for the migrations 1-0123456789abcdef"
            })
    @DisplayName("S16: an archive that was not built from the template's migrations stops the deploy")
    void anArchiveThatIsNotTheTemplatesIsRefused(String wanted, String words) throws Exception {
        var answer = cloudFormation.send(function(), "Create", wanted, null);
        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(answer.reason()).startsWith(words);
        assertThat(exists("schema_migrations")).isFalse();
    }

    @Test
    @Tag("slow")
    @DisplayName("S16: a run that takes too long is cancelled and answered before Lambda ends it")
    void aRunThatTakesTooLongIsAnsweredInTime() throws Exception {
        migration("V2__slow.sql", "create table two (); select pg_sleep(60)");
        build();
        var answer = cloudFormation.send(function(), "Create", fingerprint(), null, Duration.ofSeconds(32));
        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(answer.reason()).contains("timed out after", "V2__slow.sql", "not applied: V2__slow.sql", "V1 one");
        assertThat(exists("two")).isFalse();
        assertThat(lockIsFree()).isTrue();
    }

    @Test
    @Tag("slow")
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @DisplayName("S16: a server that falls silent does not keep the answer back")
    void aServerThatFallsSilentDoesNotKeepTheAnswerBack() throws Exception {
        migration("V2__slow.sql", "notify silence; select pg_sleep(60);");
        build();
        try (var proxy = new FaultyProxy(database.port(), "notify silence")) {
            var environment = new HashMap<>(environment());
            environment.put("DATABASE_URL", database.url().replace(":" + database.port(), ":" + proxy.port()));
            var begun = System.nanoTime();
            var answer = cloudFormation.send(
                    new Migrate(environment, location()), "Create", fingerprint(), null, Duration.ofSeconds(18));
            assertThat(answer.status()).isEqualTo("FAILED");
            assertThat(answer.reason()).contains("did not end when it was cancelled");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(16));
        }
    }

    @Test
    @DisplayName("S16: a reason that is too long for CloudFormation is cut, not lost")
    void aLongReasonIsCut() throws Exception {
        migration("V2__long.sql", "do $$ begin raise exception 'why: %', repeat('\"ü\\', 3000); end $$");
        build();
        var answer = cloudFormation.send(function(), "Create", fingerprint(), null);
        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(answer.reason())
                .startsWith("V2__long.sql, line 1: ERROR: why: ")
                .contains("…;", "log stream");
        assertThat(answer.body().getBytes(UTF_8).length).isBetween(3_000, DeployGate.LONGEST_ANSWER_BYTES);
    }

    @Test
    @DisplayName("S16: template.yaml names the migrations, so that a deploy sees when they change")
    void theTemplateNamesTheMigrations() throws IOException {
        var named = Pattern.compile("^ +Migrations: (\\S+)$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../template.yaml")));
        assertThat(named.find()).isTrue();
        assertThat(named.group(1))
                .as("Migrations of the resource Schema in template.yaml: put the new one there")
                .isEqualTo(Artefact.read(MigrationConfig.DEFAULT_LOCATION)
                        .fingerprint()
                        .toString());
    }

    private Map<String, String> environment() {
        return Map.of("DATABASE_URL", database.url(), "DATABASE_USER", TestDatabase.OWNER);
    }

    private String location() {
        return "filesystem:" + folder;
    }

    private Migrate function() {
        return new Migrate(environment(), location());
    }

    private Migrate function(Path artefact) {
        return new Migrate(environment(), "filesystem:" + artefact);
    }

    private String fingerprint() {
        return Artefact.read(location()).fingerprint().toString();
    }
}
