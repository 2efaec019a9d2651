package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.PgBouncer;
import dev.kontor.migrations.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A pooler between a run and its server: PgBouncer, in transaction mode.
final class PoolerTest extends MigratorFixture {

    private PgBouncer bouncer;

    @BeforeEach
    void startPgBouncer() throws IOException, InterruptedException {
        PgBouncer.assumeInstalled();
        bouncer = PgBouncer.start(database);
    }

    @AfterEach
    void stopPgBouncer() throws IOException {
        if (bouncer != null) {
            bouncer.close();
        }
    }

    @Test
    @DisplayName("S15: behind a pooler the lock would protect nothing")
    void behindAPoolerTwoClientsHoldTheSameLock() throws SQLException {
        try (var one = connect();
                var other = connect()) {
            assertThat(takesTheLock(one)).isTrue();
            assertThat(takesTheLock(other)).as("at the same time").isTrue();
        }
    }

    @Test
    @DisplayName("S15: a pooler is refused, though the backend behind it stays the same")
    void aPoolerIsRefused() throws Exception {
        var report = run(new MigrationConfig(url(), TestDatabase.OWNER, PgBouncer.PASSWORD).withTimeout(SHORT));
        assertThat(report.error())
                .startsWith("there is a connection pooler at DATABASE_URL")
                .contains("the server's own address");
        assertThat(exists("schema_migrations")).isFalse();
        assertThat(lockIsFree()).isTrue();
    }

    private String url() {
        return database.url().replace(":" + database.port(), ":" + bouncer.port());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), TestDatabase.OWNER, PgBouncer.PASSWORD);
    }

    private static boolean takesTheLock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_try_advisory_lock(987654321)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
