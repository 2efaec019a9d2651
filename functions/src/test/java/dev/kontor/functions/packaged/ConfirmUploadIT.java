package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestBucket;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/// S3's event, answered from the archive that is deployed.
@OnLinux
final class ConfirmUploadIT {

    @Test
    void marksTheVersionWithWhatS3Saw() throws Exception {
        var database = Seed.database();
        var function = Project.TEMPLATE.function("ConfirmUpload");
        try (var bucket = TestBucket.start()) {
            bucket.put(
                    "files/f11e0000-0000-4000-8000-000000000001/0b9ec700-0000-4000-8000-000000000002",
                    18_420,
                    "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
            var environment = new HashMap<>(database.environment());
            environment.putAll(bucket.environment());

            try (var confirm = PackagedFunction.start(function, environment)) {
                assertThat(PlainJson.read(confirm.invoke(PlainJson.event("ConfirmUpload"))))
                        .containsEntry("confirmed", 1);
                assertThat(confirm.log()).doesNotContain("ERROR", "SEVERE", "Exception");
            }
        }
        assertThat(database.query("select f.size, v.version, v.size, left(v.checksum, 8),"
                        + " v.is_uploaded from files f join file_versions v on"
                        + " v.file_id = f.id and v.storage_key = f.storage_key where"
                        + " v.is_uploaded and f.id = 'f11e0000-0000-4000-8000-000000000001'"))
                .containsExactly("18420 2 18420 2cf24dba t");
    }
}
