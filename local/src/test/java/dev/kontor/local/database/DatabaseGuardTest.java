package dev.kontor.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseGuardTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com/kontor",
                "jdbc:postgresql://127.0.0.1:5432,10.0.0.7/kontor",
                "jdbc:postgresql://127.0.0.1.example.com/kontor",
                "jdbc:postgresql://localhost.example.com/kontor",
                "jdbc:postgresql://0.0.0.0/kontor",
                "mysql://127.0.0.1/kontor"
            })
    void whatMayBeElsewhereIsRefused(String url) {
        assertThatThrownBy(() -> DatabaseGuard.requireLoopback(url)).isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/kontor",
                "jdbc:postgresql://localhost/kontor",
                "jdbc:postgresql://[::1]:5432/kontor",
                "jdbc:postgresql:kontor"
            })
    void theLoopbackInterfaceIsNot(String url) {
        assertThatCode(() -> DatabaseGuard.requireLoopback(url)).doesNotThrowAnyException();
    }

    @Test
    void aDatabaseWithAHistoryMayBeProductionsBehindATunnel() throws Exception {
        try (var connection = TestPostgres.createMigratedDatabase().connect()) {
            assertThatThrownBy(() -> DatabaseGuard.requireDevelopment(connection, directory))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("history of migrations");
        }
        try (var connection = TestPostgres.createDatabase().connect()) {
            DatabaseGuard.requireDevelopment(connection, directory);
        }
    }

    @Test
    void aHistoryOfAnotherNameIsOneToo() throws Exception {
        var database = TestPostgres.createDatabase();
        database.execute("create table ours (installed_rank int, installed_by text, execution_time int)");
        try (var connection = database.connect()) {
            assertThatThrownBy(() -> DatabaseGuard.requireDevelopment(connection, directory))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("history of migrations");
        }
    }

    @Test
    void theHistoriesOfOtherToolsAreKnown() throws Exception {
        var database = TestPostgres.createDatabase();
        try (var connection = database.connect()) {
            for (var table : List.of(
                    "hdb.schema_migrations (version text)",
                    "public.flyway_schema_history (installed_rank int, installed_by text, execution_time int)",
                    "public.databasechangelog (id text)",
                    "public.alembic_version (version_num text)",
                    "public.django_migrations (id int)",
                    "public._prisma_migrations (id text)",
                    "drizzle.__drizzle_migrations (id int)",
                    "public.knex_migrations (id int)",
                    "public.\"SequelizeMeta\" (name text)",
                    "public.\"__EFMigrationsHistory\" (id text)",
                    "public.goose_db_version (id int)",
                    "public._sqlx_migrations (version int)",
                    "atlas_schema_revisions.atlas_schema_revisions (version text)",
                    "sqitch.changes (change_id text)",
                    "public.migrations (id int, migration text, batch int)",
                    "public.migrations (id int, timestamp bigint, name text)")) {
                var schema = table.substring(0, table.indexOf('.'));
                database.execute("create schema if not exists %s; create table %s".formatted(schema, table));
                assertThatThrownBy(() -> DatabaseGuard.requireDevelopment(connection, directory))
                        .as(table)
                        .isInstanceOf(Failure.class)
                        .hasMessageContaining("history of migrations (");
                database.execute("drop table " + table.substring(0, table.indexOf(" (")));
            }
            database.execute("create table migrations (id int, bird text, name text)");
            DatabaseGuard.requireDevelopment(connection, directory);
        }
    }

    @Test
    void theDatabaseOfThisWorkingCopyIsDevelopment() throws Exception {
        try (var server = TestPostgres.startServer();
                var connection = new TestDatabase("postgres", server.port()).connect()) {
            try (var statement = connection.createStatement()) {
                statement.execute("create table schema_migrations (version text)");
            }
            assertThatThrownBy(() -> DatabaseGuard.requireDevelopment(connection, directory))
                    .isInstanceOf(Failure.class);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("show data_directory")) {
                assertThat(row.next()).isTrue();
                Files.createSymbolicLink(directory.resolve("postgres"), Path.of(row.getString(1)));
            }
            DatabaseGuard.requireDevelopment(connection, directory);
        }
    }
}
