package dev.kontor.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrateTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none",
            "DATABASE_USER", "ann",
            "DATABASE_PASSWORD", "hush",
            "MIGRATION_TIMEOUT", "60",
            "MIGRATION_LOCK_ID", "-5");

    @Test
    void theFunctionAnswersTheReportAsJson() throws Exception {
        var database = TestPostgres.createMigratedDatabase();
        assertThat(invoke(Map.of("DATABASE_URL", database.url(), "DATABASE_USER", "postgres")))
                .matches("""
                    \\{"status":"current","before":"(\\d+)","after":"\\1","applied":\\[],"pending":\\[],\
                    "held":\\[],"notes":\\[],"milliseconds":\\d+,"error":null}\
                    """);
        var empty = TestPostgres.createDatabase();
        assertThat(invoke(Map.of("DATABASE_URL", empty.url(), "DATABASE_USER", "postgres")))
                .startsWith("""
                    {"status":"migrated","before":null,"after":\
                    """)
                .contains("""
                    {"version":"003","description":"tags","milliseconds":\
                    """);
    }

    @Test
    void aFailedMigrationFailsTheInvocation() {
        var database = TestPostgres.createDatabase();
        assertThatThrownBy(() -> invoke(Map.of("DATABASE_URL", database.url() + "x", "DATABASE_USER", "postgres")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, '', missing from the environment",
        "DATABASE_URL, ' ', missing from the environment",
        "DATABASE_URL, jdbc:aws-wrapper:postgresql://hush/db, malformed: expected jdbc:postgresql:",
        "DATABASE_URL, jdbc:postgresql://host:hush/db, malformed: expected jdbc:postgresql://HOST",
        "DATABASE_USER, '', missing from the environment",
        "MIGRATION_TIMEOUT, hush, malformed: expected a whole number of seconds from 1 to 86400",
        "MIGRATION_TIMEOUT, 0, malformed: expected a whole number of seconds from 1 to 86400",
        "MIGRATION_TIMEOUT, -1, malformed: expected a whole number of seconds from 1 to 86400",
        "MIGRATION_TIMEOUT, 86401, malformed: expected a whole number of seconds from 1 to 86400",
        "MIGRATION_LOCK_ID, hush, malformed: expected a whole number",
        "MIGRATION_LOCK_ID, 9223372036854775808, malformed: expected a whole number"
    })
    void aBadVariableStopsItByName(String name, String value, String words) {
        var environment = new HashMap<>(COMPLETE);
        environment.put(name, value);
        assertThatThrownBy(() -> invoke(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(name + " is " + words)
                .hasMessageNotContainingAny("hush", "\n")
                .hasNoCause();
    }

    @Test
    void everyVariableIsHeeded() {
        var config = MigrationConfig.fromEnvironment(COMPLETE);
        assertThat(List.of(config.user(), config.timeout().toSeconds(), config.lockId()))
                .isEqualTo(List.of("ann", 60L, -5L));
        assertThat(config.password()).isEqualTo("hush");
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void theDefaultsAreTheContracts() {
        var config = MigrationConfig.fromEnvironment(
                Map.of("DATABASE_URL", "jdbc:postgresql://h/d", "DATABASE_USER", "ann"));
        assertThat(List.of(config.timeout().toSeconds(), config.lockId())).isEqualTo(List.of(300L, 987_654_321L));
        assertThat(config.password()).isNull();
    }

    private static String invoke(Map<String, String> environment) throws Exception {
        var answer = new ByteArrayOutputStream();
        new Migrate(environment).handleRequest(InputStream.nullInputStream(), answer, null);
        return answer.toString(StandardCharsets.UTF_8);
    }
}
