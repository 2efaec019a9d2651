package dev.kontor.functions.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import dev.kontor.storage.StorageUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PurgeUnfinishedUploadsTest {

    private static final int STALE = Limits.PURGE_ROWS_PER_STATEMENT + 1;
    private static final int PLENTY_MILLIS = 300_000;

    private static final String CHECKSUM = "4Ezk1GE9yPXqEa5l8BHNBPqJPxqmxUQ+mGGZpjpmoEE=";

    private final TestDatabase database = TestPostgres.createMigratedDatabase();
    private TestBucket bucket;
    private Kontor kontor;

    @BeforeEach
    void keepManyStaleFilesAndThreeThatAreNot() throws SQLException, IOException {
        bucket = TestBucket.start();
        var environment = new HashMap<>(database.environment());
        environment.putAll(bucket.environment());
        kontor = new Kontor(environment);
        database.execute("""
            insert into files (user_id, name, mime_type, size, storage_path, storage_key)
            select 'ann', n::text, 'a/b', 1, 'p', 'files/' || gen_random_uuid()
            from generate_series(1, %1$d + 3) n;
            update files set storage_key = 'files/' || id || '/' || gen_random_uuid();
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, created_at, updated_at)
            select user_id, id, 1, 1, 'a/b', storage_key, t, t
            from files, lateral (
              select now() - case when name::int <= %1$d then interval '24 hours 1 second' else interval '23 hours' end
            ) as at (t);
            """.formatted(STALE));
    }

    @AfterEach
    void close() {
        kontor.close();
        bucket.close();
    }

    @Test
    void allThatHasNotArrivedGoesInOneRunAndNothingElse() throws SQLException {
        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", STALE));
        assertThat(files()).isEqualTo(3);
        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", 0));
    }

    @Test
    void aRunThatIsShortOfTimeStopsAndTheNextGoesOn() throws SQLException {
        var remaining = new ArrayDeque<>(List.of(PLENTY_MILLIS, 1_000));

        assertThat(purge(() -> remaining.size() > 1 ? remaining.remove() : remaining.element()))
                .isEqualTo(Map.of("deleted", Limits.PURGE_ROWS_PER_STATEMENT));
        assertThat(files()).isEqualTo(4);
        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", 1));
    }

    @Test
    @DisplayName("prevents: content that S3 has is deleted since its word of the upload was lost")
    void whatS3HasIsConfirmedAndNotDeleted() throws SQLException {
        bucket.put(key("7"), 5, CHECKSUM);

        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", STALE - 1));
        assertThat(database.query("select f.name, f.size, v.is_uploaded from files f join"
                        + " file_versions v on v.file_id = f.id where v.is_uploaded"))
                .containsExactly("7 5 t");
    }

    @Test
    void ofFilesWithOtherContentOnlyTheUploadIsGivenUp() throws SQLException {
        database.execute("""
            update file_versions set is_uploaded = true;
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, created_at, updated_at)
            select user_id, file_id, 2, 5, 'a/b', 'files/' || file_id || '/' || gen_random_uuid(), created_at, created_at
            from file_versions;
            """);
        var there = database.query("select v.storage_key from files f join file_versions v on v.file_id = f.id"
                        + " where f.name = '7' and v.version = 2")
                .getFirst();
        bucket.put(there, 5, CHECKSUM);

        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", 0));

        assertThat(database.query("select storage_key from file_versions where version = 2 and is_uploaded"))
                .containsExactly(there);
        assertThat(database.query(
                        "select is_given_up, count(*) from file_versions where version = 2 and not is_uploaded"
                                + " group by is_given_up order by is_given_up"))
                .containsExactly("f 3", "t " + (STALE - 1));
    }

    @Test
    void whereS3DoesNotSayNothingIsDeleted() throws SQLException {
        bucket.refuse(key("7"), 503);

        assertThatThrownBy(() -> purge(() -> PLENTY_MILLIS)).isInstanceOf(StorageUnavailableException.class);
        assertThat(files()).isEqualTo(STALE + 3);
    }

    private String key(String name) throws SQLException {
        return database.query("select storage_key from files where name = '" + name + "'")
                .getFirst();
    }

    private Map<String, Integer> purge(IntSupplier millisLeft) {
        return kontor.within(PurgeUnfinishedUploads::new).handleRequest(Map.of(), new LambdaContext(millisLeft));
    }

    private long files() throws SQLException {
        return Long.parseLong(database.query("select count(*) from files").getFirst());
    }
}
