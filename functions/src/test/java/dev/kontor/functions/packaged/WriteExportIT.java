package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.ContentBucket;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// S3's event of an export's steps, answered from the archive that is deployed.
@OnLinux
final class WriteExportIT {

    @Test
    void writesTheExportOfItsUser() throws Exception {
        var database = Seed.database();
        var function = Project.TEMPLATE.function("WriteExport");
        try (var bucket = ContentBucket.start()) {
            var environment = new HashMap<>(database.environment());
            environment.putAll(bucket.environment());

            try (var write = PackagedFunction.start(function, environment)) {
                assertThat(PlainJson.read(write.invoke(PlainJson.event("WriteExport"))))
                        .containsEntry("finished", 1);
                assertThat(write.log()).doesNotContain("ERROR", "SEVERE", "Exception");
            }
            var archive = bucket.objects().get("exports/e4904700-0000-4000-8000-0000000000b3.zip");
            try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
                assertThat(zip.getNextEntry()).hasToString("README.txt");
            }
        }
        assertThat(database.query("select status from exports where id = 'e4904700-0000-4000-8000-000000000003'"))
                .containsExactly("ready");
    }
}
