package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.MigratorFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of the history, where another tool has taken the usual name.
final class HistoryTableTest extends MigratorFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version varchar primary key | Rails or dbmate",
                "version bigint primary key, dirty boolean not null | golang-migrate",
                "version bigint primary key, inserted_at timestamp | Ecto",
                "id int, name text | its columns are id, name",
            })
    void anotherToolsHistoryIsNamed(String columns, String tool) throws Exception {
        database.execute("create table schema_migrations (" + columns + ")");
        migration("V1__one.sql", "create table one ()");

        assertThat(run(inFolder()).error())
                .startsWith("public.schema_migrations is the history of another tool (" + tool + ")")
                .contains("MIGRATION_HISTORY", "docs/own-schema.md");
    }

    @Test
    void theHistoryMayHaveAnotherName() throws Exception {
        migration("V1__one.sql", "create table one (id int)");
        migration("V2__half.sql", "create index concurrently idx_one_id on one (id)");
        var config = inFolder().withHistory("our_migrations");

        assertThat(run(config).error()).isNull();
        assertThat(run(config).status()).isEqualTo(MigrationReport.CURRENT);
        assertThat(exists("schema_migrations")).isFalse();

        database.execute("update our_migrations set success = false where version = '2'");
        assertThat(run(config).error()).contains("delete from public.our_migrations where version = '2'");
        database.execute("delete from our_migrations where version = '2'; drop index idx_one_id");
        database.execute("create table schema_migrations (version varchar primary key)");
        assertThat(versions(run(config))).containsExactly("2");
    }

    @Test
    void theNameIsReadFromTheEnvironment() {
        assertThat(environment("our_migrations").history()).isEqualTo("our_migrations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ours", "our.migrations", "ours; drop table one", "\"ours\""})
    void aNameIsOneWord(String name) {
        assertThatThrownBy(() -> environment(name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MIGRATION_HISTORY is malformed: expected");
    }

    private static MigrationConfig environment(String history) {
        return MigrationConfig.fromEnvironment(Map.of(
                "DATABASE_URL", "jdbc:postgresql://localhost/x", "DATABASE_USER", "x", "MIGRATION_HISTORY", history));
    }
}
