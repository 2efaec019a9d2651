package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Project;
import org.junit.jupiter.api.Test;

/// The scheduled clean-up, from the archive that is deployed.
@OnLinux
final class PurgeIdempotencyKeysIT {

    @Test
    void deletesWhatHasExpiredAndSaysHowMuch() throws Exception {
        var database = Seed.database();
        database.execute("""
            insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
            values ('ann', 'CreateTag', 'old', repeat('0', 64), '{}', now() - interval '25 hours')
            """);
        var function = Project.TEMPLATE.function("PurgeIdempotencyKeys");

        try (var purge = PackagedFunction.start(function, database.environment())) {
            var event = PlainJson.event("PurgeIdempotencyKeys");

            assertThat(PlainJson.read(purge.invoke(event))).containsEntry("deleted", 1);
            assertThat(PlainJson.read(purge.invoke(event))).containsEntry("deleted", 0);
        }
    }
}
