package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Template;

import org.junit.jupiter.api.Test;

import java.util.HashMap;

/// The scheduled purge, from the archive that is deployed.
@OnLinux
final class PurgeTrashIT {

    @Test
    void deletesTheRowsOfWhatIsPastItsTimeAndSaysHowMany() throws Exception {
        var database = Seed.database();
        database.execute(
                """
                update trash_items set created_at = now() - interval '31 days';
                -- No bucket is at hand to delete the object from.
                alter table file_versions disable trigger enqueue_object_deletions;
                """);
        var function = Template.read().function("PurgeTrash");
        var environment = new HashMap<>(database.environment());
        environment.put("TRASH_RETENTION_DAYS", "30");

        try (var purge = PackagedFunction.start(function, environment)) {
            var event = Json.event("PurgeTrash");

            assertThat(Json.read(purge.invoke(event)))
                    .containsEntry("expired", 1)
                    .containsEntry("rows", 1)
                    .containsEntry("objects", 0);
            assertThat(Json.read(purge.invoke(event))).containsEntry("rows", 0);
        }
    }
}
