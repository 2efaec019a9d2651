package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The clean-up of what was never uploaded, from the archive that is deployed.
@OnLinux
final class PurgeUnfinishedUploadsIT {

    @Test
    void deletesWhatHasNotArrivedAndSaysHowMuch() throws Exception {
        var database = Seed.database();
        database.execute("""
            with f as (
              insert into files (id, user_id, name, mime_type, size, storage_path, storage_key)
              values ('%1$s', 'ann', 'a', 'a/b', 1, 'p', 'files/%1$s/%1$s') returning *
            )
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, created_at, updated_at)
            select user_id, id, 1, size, mime_type, storage_key, t, t from f, (select now() - interval '25 hours') as at (t)
            """.formatted(UUID.randomUUID()));
        var function = Project.TEMPLATE.function("PurgeUnfinishedUploads");

        try (var bucket = TestBucket.start();
                var purge = PackagedFunction.start(function, environment(database, bucket))) {
            var event = PlainJson.event("PurgeUnfinishedUploads");

            assertThat(PlainJson.read(purge.invoke(event))).containsEntry("deleted", 1);
            assertThat(PlainJson.read(purge.invoke(event))).containsEntry("deleted", 0);
        }
    }

    private static Map<String, String> environment(TestDatabase database, TestBucket bucket) {
        var environment = new HashMap<>(database.environment());
        environment.putAll(bucket.environment());
        return environment;
    }
}
