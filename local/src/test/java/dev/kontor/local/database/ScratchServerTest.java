package dev.kontor.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.migrations.testing.TestServer;
import dev.kontor.schema.check.Check;
import dev.kontor.schema.source.SourceFile;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Databases to try things on, on a server that somebody has for other things too.
final class ScratchServerTest {
    private static final String LEFT = """
        select datname from pg_database where datname like 'kontor_scratch_%'
        union all
        select rolname from pg_roles where rolname in ('kontor_check_owner', 'of_migrations', 'other_of_migrations')
        """;

    /// A migration that grants a role leaves the owner's name at it.
    private static final String ROLES = """
        do $$ begin create role of_migrations; exception when duplicate_object then null; end $$;
        do $$ begin create role other_of_migrations; exception when duplicate_object then null; end $$;
        grant of_migrations to other_of_migrations;
        create table things (id int);
        grant select on things to of_migrations;
        """;

    private static TestServer postgres;

    @BeforeAll
    static void startServer() {
        postgres = TestPostgres.startServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        postgres.close();
    }

    @Test
    void nothingOfTheCheckIsLeft() throws Exception {
        var server = server();
        migrate(server);
        migrate(server);
        server.close();
        assertThat(database().query(LEFT)).isEmpty();
        try (var later = server()) {
            migrate(later);
        }
        assertThatThrownBy(server::create).isInstanceOf(SQLException.class);
    }

    @Test
    void aCheckThatEndsBeforeItsRoleIsMadeLeavesNothing() throws Exception {
        var server = server();
        server.create().close();
        server.close();
        assertThat(database().query(LEFT)).isEmpty();
    }

    @Test
    void oneThatCannotBeDroppedKeepsNoOther() throws Exception {
        var server = server();
        migrate(server);
        migrate(server);
        var first = database().query(LEFT).getFirst();
        database().execute("alter database %s is_template true".formatted(first));
        assertThatThrownBy(server::close)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("left on the server: " + first + " (ERROR: cannot drop a template database)");
        assertThat(database().query(LEFT)).containsExactly(first, "kontor_check_owner");
        database().execute("alter database %s is_template false; drop role if exists nobody".formatted(first));
        database().execute("drop database " + first);
        database().execute("drop role kontor_check_owner");
    }

    @Test
    void anotherCheckKeepsTheRole() throws Exception {
        var server = server();
        migrate(server);
        try (var other = server()) {
            migrate(other);
            server.close();
            assertThat(database().query(LEFT)).hasSize(3).contains("kontor_check_owner", "of_migrations");
        }
        assertThat(database().query(LEFT)).isEmpty();
    }

    private static void migrate(ScratchServer server) throws SQLException {
        try (var connection = server.create()) {
            Check.migrate(List.of(new SourceFile("V1__roles.sql", ROLES, false)), connection);
        }
    }

    private static ScratchServer server() {
        return ScratchServer.at(database().url(), TestDatabase.OWNER, null);
    }

    private static TestDatabase database() {
        return new TestDatabase("postgres", postgres.port());
    }
}
