package dev.kontor.functions.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConfirmUploadTest {

    private static final String FILE = "files/f11e0000-0000-4000-8000-000000000001/";
    private static final String FIRST = FILE + "0b9ec700-0000-4000-8000-000000000001";
    private static final String SECOND = FILE + "0b9ec700-0000-4000-8000-000000000002";
    private static final String GONE =
            "files/f11e0000-0000-4000-8000-00000000dead/0b9ec700-0000-4000-8000-000000000001";
    private static final String CHECKSUM = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String CHECKSUM_BASE64 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

    private final TestDatabase database = TestPostgres.createMigratedDatabase();
    private TestBucket bucket;
    private Kontor kontor;

    @BeforeEach
    void keepAFileOfTwoVersions() throws IOException, SQLException {
        bucket = TestBucket.start();
        var environment = new HashMap<>(database.environment());
        environment.putAll(bucket.environment());
        kontor = new Kontor(environment);
        database.execute("""
            insert into files (id, user_id, name, mime_type, size, storage_path, storage_key) values
              ('f11e0000-0000-4000-8000-000000000001', 'ann', 'a', 'a/b', 1, 'p', '%1$s');
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key) values
              ('ann', 'f11e0000-0000-4000-8000-000000000001', 1, 1, 'a/b', '%1$s'),
              ('ann', 'f11e0000-0000-4000-8000-000000000001', 2, 1, 'a/b', '%2$s');
            """.formatted(FIRST, SECOND));
    }

    @AfterEach
    void close() {
        kontor.close();
        bucket.close();
    }

    @Test
    void sizeAndChecksumAreThoseThatS3Saw() throws SQLException {
        bucket.put(FIRST, 5, CHECKSUM_BASE64);

        assertThat(confirm(FIRST)).isEqualTo(1);

        assertThat(versions()).containsExactly("1 5 " + CHECKSUM + " t", "2 1 null f");
        assertThat(database.query("select size, storage_key from files")).containsExactly("5 " + FIRST);
    }

    @Test
    void toldTwiceAndInTheWrongOrderItComesToTheSame() throws SQLException {
        bucket.put(FIRST, 5, "");
        bucket.put(SECOND, 9, "");

        assertThat(confirm(SECOND, FIRST, SECOND)).isEqualTo(3);
        var once = everything();
        assertThat(confirm(FIRST)).isEqualTo(1);

        assertThat(everything()).isEqualTo(once);
        assertThat(database.query("select size, storage_key from files")).containsExactly("9 " + SECOND);
    }

    @Test
    void aKeyIsReadAsS3WritesIt() throws SQLException {
        bucket.put(FIRST, 5, "");

        assertThat(confirm(FIRST.replace("-", "%2D").replace("files/", "files%2F")))
                .isEqualTo(1);
        // A key of somebody else's, which is no key of ours when it is decoded.
        assertThat(confirm(FIRST.replace("files/", "files/+%C3%BC"))).isZero();

        assertThat(versions()).containsExactly("1 5 null t", "2 1 null f");
    }

    @Test
    void anObjectWhoseFileIsGoneIsQueuedForDeletion() throws SQLException {
        bucket.put(GONE, 5, "");

        assertThat(confirm(GONE, GONE)).isZero();

        assertThat(queue()).containsExactly(GONE);
        assertThat(bucket.keys()).contains(GONE);
    }

    @Test
    void anObjectThatIsGoneAndOneOfNobodysAreLeftAlone() throws SQLException {
        bucket.put("files/mine.txt", 5, "");
        var before = everything();

        assertThat(confirm(FIRST, GONE, "files/mine.txt")).isZero();

        assertThat(everything()).isEqualTo(before);
        assertThat(queue()).isEmpty();
        assertThat(bucket.requests()).doesNotContain("HEAD files/mine.txt");
    }

    @Test
    void anS3ThatIsAwayIsAFailureSoThatLambdaCallsAgain() throws SQLException {
        bucket.put(FIRST, 5, "");
        bucket.put(SECOND, 9, "");
        bucket.refuse(SECOND, 503);

        assertThatThrownBy(() -> confirm(FIRST, SECOND)).hasMessage("S3 answers 503");

        assertThat(versions()).containsExactly("1 5 null t", "2 1 null f");
    }

    /// Calls the function as Lambda does, with what S3 sends.
    private int confirm(String... keys) {
        var records = Arrays.stream(keys).map(key -> """
            {"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
             "eventTime": "2026-01-01T00:00:00.000Z",
             "s3": {"bucket": {"name": "kontor-test"}, "object":
               {"key": "%s", "size": 77, "sequencer": "0055AED6DCD90281E5"}}}
            """.formatted(key)).collect(Collectors.joining(","));
        var event = Lambda.event(S3Event.class, "{\"Records\": [" + records + "]}");
        var response = kontor.within(ConfirmUpload::new).handleRequest(event, new LambdaContext());
        return Objects.requireNonNull(response.get("confirmed"));
    }

    private List<String> versions() throws SQLException {
        return database.query("select version, size, checksum, is_uploaded from file_versions order by version");
    }

    private List<String> everything() throws SQLException {
        return database.query("select f::text, v::text from files f join file_versions v on v.file_id = f.id"
                + " order by v.version");
    }

    private List<String> queue() throws SQLException {
        return database.query("select storage_key from object_deletions");
    }
}
