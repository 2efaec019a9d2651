package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.InTokyo;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Result;
import dev.kontor.testing.Store;
import org.junit.jupiter.api.Test;

/// A process whose time zone is not UTC.
@InTokyo
final class PoolTimeZoneTest {

    @Test
    void aSessionSaysUtc() {
        var environment = new Environment(TestPostgres.createMigratedDatabase().environment());
        try (var database = new Database(DatabaseConfig.from(environment))) {
            var said = database.run(handle -> Result.ok(
                    handle.createQuery("select current_setting('timezone') || ' ' || '2024-01-01'::timestamptz::text")
                            .mapTo(String.class)
                            .one()));

            assertThat(Store.value(said)).isEqualTo("UTC 2024-01-01 00:00:00+00");
        }
    }
}
