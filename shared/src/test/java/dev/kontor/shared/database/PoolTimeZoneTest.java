package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Environment;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// A process whose time zone is not UTC.
@Isolated("it changes the time zone of the process")
final class PoolTimeZoneTest {

    private final TimeZone before = TimeZone.getDefault();

    @BeforeEach
    void moveToTokyo() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    @AfterEach
    void moveBack() {
        TimeZone.setDefault(before);
    }

    @Test
    void aSessionSaysUtc() {
        var environment = new Environment(TestPostgres.createMigratedDatabase().environment());
        try (var database = new Database(DatabaseConfig.from(environment))) {
            var sql = "select current_setting('timezone') || ' ' || '2024-01-01'::timestamptz::text";

            assertThat(Ask.texts(database, sql)).containsExactly("UTC 2024-01-01 00:00:00+00");
        }
    }
}
