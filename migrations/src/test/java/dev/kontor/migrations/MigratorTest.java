package dev.kontor.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;

import org.junit.jupiter.api.Test;

class MigratorTest {

    @Test
    void anEmptyDatabaseGetsAllMigrations() {
        var database = TestPostgres.createDatabase();
        var report = new Migrator(config(database)).run();
        assertThat(report.failed()).isFalse();
    }

    static MigrationConfig config(TestDatabase database) {
        return new MigrationConfig(database.url(), TestDatabase.OWNER, null);
    }
}
