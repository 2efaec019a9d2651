package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.InTokyo;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Environment;
import org.junit.jupiter.api.Test;

/// A process whose time zone is not UTC.
@InTokyo
final class PoolTimeZoneTest {

    @Test
    void aSessionSaysUtc() {
        var environment = new Environment(TestPostgres.createMigratedDatabase().environment());
        try (var database = new Database(DatabaseConfig.from(environment))) {
            var sql = "select current_setting('timezone') || ' ' || '2024-01-01'::timestamptz::text";

            assertThat(Ask.texts(database, sql)).containsExactly("UTC 2024-01-01 00:00:00+00");
        }
    }
}
