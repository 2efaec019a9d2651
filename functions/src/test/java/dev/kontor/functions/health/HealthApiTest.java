package dev.kontor.functions.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `GET /v1/health`, which anyone may ask.
class HealthApiTest {

    @Test
    void healthIsOpenAndNamesTheNewestMigration() throws Exception {
        try (var api = Api.open()) {
            var newest = api.database().query("select max(version) from schema_migrations where success");
            var health = api.send(api.call("GET", "/v1/health", null)).is(200);
            assertThat(health.json()).isEqualTo(Map.of("status", "ok", "schemaVersion", newest.getFirst()));
            assertThat(health.headers()).containsEntry("Content-Type", "application/json");
        }
    }

    @Test
    void aTokenDoesNoHarm() {
        try (var api = Api.open()) {
            api.newUser().get("/v1/health").is(200);
            api.send(api.call("GET", "/v1/health", Map.of("verdict", "TOKEN_EXPIRED")))
                    .is(200);
        }
    }
}
