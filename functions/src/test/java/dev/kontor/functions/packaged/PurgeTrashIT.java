package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestBucket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The scheduled purge, from the archive that is deployed.
@OnLinux
final class PurgeTrashIT {

    @Test
    void deletesWhatIsPastItsTimeRowsAndObjects() throws Exception {
        var database = Seed.database();
        database.execute("update trash_items set created_at = now() - interval '31 days'");
        var function = Project.TEMPLATE.function("PurgeTrash");
        try (var bucket = TestBucket.start()) {
            var key = "events/f11e0000-0000-4000-8000-00000000dea1/1";
            bucket.put(key, 42, "");
            bucket.put("another", 1, "");
            var environment = new HashMap<>(database.environment());
            environment.putAll(bucket.environment());
            environment.put("TRASH_RETENTION_DAYS", "30");

            try (var purge = PackagedFunction.start(function, environment)) {
                var event = PlainJson.event("PurgeTrash");

                assertThat(PlainJson.read(purge.invoke(event)))
                        .isEqualTo(Map.of("expired", 1, "rows", 1, "erasures", 0, "objects", 1));
                assertThat(PlainJson.read(purge.invoke(event)))
                        .isEqualTo(Map.of("expired", 0, "rows", 0, "erasures", 0, "objects", 0));
                assertThat(purge.log()).doesNotContain("ERROR", "SEVERE", "Exception");
            }
            assertThat(bucket.keys()).containsExactly("another");
        }
    }
}
