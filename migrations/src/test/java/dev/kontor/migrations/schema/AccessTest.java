package dev.kontor.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.run.MigrationReport;
import dev.kontor.migrations.run.Migrator;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The functions' role may read and write rows, and nothing else.
final class AccessTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void signInAsTheFunctionsDo() throws SQLException {
        database = TestPostgres.createMigratedDatabase();
        connection = database.connectAs(TestDatabase.APP);
    }

    @AfterEach
    void signOut() throws SQLException {
        connection.close();
    }

    @Test
    void theFunctionsReadAndWriteRowsInEveryTableButTheLedger() throws SQLException {
        for (var table : List.of(
                "trash_items",
                "folders",
                "files",
                "file_versions",
                "tags",
                "file_tags",
                "balances",
                "idempotency_keys",
                "user_settings",
                "users")) {
            execute("select from " + table);
            execute("update %s set user_id = 'ann' where user_id = 'ann'".formatted(table));
            execute("delete from " + table);
        }
        execute("insert into tags (user_id, name) values ('ann', 'x')");
        execute("select from transactions");
        execute("select version from schema_migrations");
    }

    @Test
    void theFunctionsCanChangeNoTable() {
        for (var sql : List.of(
                "create table mine (id int)",
                "create function mine() returns int language sql return 1",
                "create schema mine",
                "alter table files add mine int",
                "alter table files disable trigger all",
                "drop table files",
                "drop index idx_files_created_at",
                "drop function name_hash",
                "truncate files",
                "create index on files (size)",
                "insert into schema_migrations (installed_rank) values (9)",
                "update schema_migrations set checksum = 0",
                "delete from schema_migrations",
                "create role mine")) {
            assertThatThrownBy(() -> execute(sql))
                    .as(sql)
                    .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo(INSUFFICIENT_PRIVILEGE);
        }
    }

    @Test
    void theTimeoutsComeWithTheRole() throws SQLException {
        assertThat(List.of(
                        show("statement_timeout"), show("lock_timeout"), show("idle_in_transaction_session_timeout")))
                .containsExactly("5s", "4s", "10s");
    }

    /// Roles belong to the server, so two databases can be at it at the same moment; on a server of
    /// its own, because here the role is there already.
    @Test
    @Tag("slow")
    void twoDatabasesOfOneServerCanMakeTheRoleAtTheSameTime() throws Exception {
        try (var server = TestPostgres.startServer()) {
            var port = server.port();
            var databases = new ArrayList<TestDatabase>();
            for (int i = 0; i < 4; i++) {
                new TestDatabase("postgres", port).execute("create database d" + i);
                databases.add(new TestDatabase("d" + i, port));
            }
            try (var executor = Executors.newFixedThreadPool(databases.size())) {
                var runs = new ArrayList<Future<MigrationReport>>();
                for (var one : databases) {
                    runs.add(executor.submit(() -> new Migrator(MigratorFixture.config(one)).run()));
                }
                for (var run : runs) {
                    assertThat(run.get().error()).isNull();
                }
            }
            assertThat(new TestDatabase("postgres", port)
                            .query("select cardinality(rolconfig) from pg_roles where" + " rolname = 'kontor_app'"))
                    .containsExactly("4");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String show(String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
