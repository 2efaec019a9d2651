package dev.kontor.storage;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.files.File;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.versions.NewVersion;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rows are deleted first, and objects after them. No object is forgotten, and none is deleted that
/// a row still needs, whatever fails in between.
final class ObjectDeletionsTest {

    private final Store store = Store.open();
    private final ObjectDeletions deletions = store.objectDeletions();
    private TestBucket bucket;
    private ObjectStore objects;

    @BeforeEach
    void start() throws IOException {
        bucket = TestBucket.start();
        var standing = Clock.fixed(Instant.now(), ZoneOffset.UTC); // a busy machine takes its time
        objects = new ObjectStore(StorageConfig.from(new Environment(bucket.environment())), standing);
    }

    @AfterEach
    void close() {
        store.close();
        bucket.close();
    }

    @Test
    void whatACascadeDeletesIsQueuedAndThenItsObjectsAreGone() throws SQLException {
        var file = uploaded("a.txt");
        value(store.versions().add(USER, file.id(), new NewVersion(7, null, null)));
        bucket.put(store.storageKey(file, 2), 7, "");
        var kept = uploaded("kept.txt");

        store.postgres().execute("delete from files where id = '%s'".formatted(file.id()));

        assertThat(queue()).hasSize(2);
        assertThat(deletions.deleteObjects(objects)).isEqualTo(2);
        assertThat(queue()).isEmpty();
        assertThat(bucket.keys()).containsExactly(store.storageKey(kept, 1));
        assertThat(deletions.deleteObjects(objects)).isZero();
        Invariants.assertHold(store.postgres());
    }

    @Test
    void theFunctionsRoleQueuesToo() throws SQLException {
        var file = uploaded("a.txt");
        var key = store.storageKey(file, 1);

        try (var connection = store.postgres().connectAs(TestDatabase.APP);
                var statement = connection.createStatement()) {
            statement.execute("delete from files where id = '%s'".formatted(file.id()));
        }

        assertThat(queue()).containsExactly(key);
    }

    @Test
    void anObjectThatAVersionStillNeedsIsTakenOutAndLeftAlone() throws SQLException {
        var file = uploaded("a.txt");
        value(store.versions().restore(USER, file.id(), 1));
        var key = store.storageKey(file, 1);
        // Nothing deletes a single version yet; the queue is safe all the same.
        store.postgres().execute("delete from file_versions where file_id = '%s' and version = 1".formatted(file.id()));
        assertThat(queue()).containsExactly(key);

        assertThat(deletions.deleteObjects(objects)).isEqualTo(1);

        assertThat(queue()).isEmpty();
        assertThat(bucket.keys()).containsExactly(key);

        store.postgres().execute("delete from files where id = '%s'".formatted(file.id()));

        assertThat(queue()).containsExactly(key);
        assertThat(deletions.deleteObjects(objects)).isEqualTo(1);
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void whoeverEnqueuesAKeyThatIsBeingTakenOutWaitsAndEnqueuesItAnew() throws Exception {
        var key = "files/x";
        value(deletions.enqueue(List.of(key)));
        try (var connection = store.postgres().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from object_deletions for update");
            var enqueue = Thread.ofVirtual().start(() -> value(deletions.enqueue(List.of(key))));
            store.awaitLock();
            statement.execute("delete from object_deletions");
            connection.commit();
            enqueue.join();
        }

        assertThat(queue()).containsExactly(key);
    }

    @Test
    void theSameForWhoDeletesTheLastVersionMeanwhile() throws Exception {
        var file = uploaded("a.txt");
        var key = store.storageKey(file, 1);
        value(deletions.enqueue(List.of(key)));
        try (var connection = store.postgres().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from object_deletions for update");
            var delete = Thread.ofVirtual().start(() -> execute("delete from files"));
            store.awaitLock();
            statement.execute("delete from object_deletions"); // it is in use, seen from here
            connection.commit();
            delete.join();
        }

        assertThat(queue()).containsExactly(key);
    }

    @Test
    void aProcessKilledAfterS3HasDeletedLeavesTheRowsAndTheNextOneFinishes() throws SQLException {
        var keys = keys("files/", 20);
        value(deletions.enqueue(keys));
        store.postgres().execute("""
            create function die() returns trigger language plpgsql as $$
            begin
              perform pg_terminate_backend(pg_backend_pid());
              return old;
            end $$;
            create trigger die before delete on object_deletions
              for each row execute function die();
            alter function die() security definer;
            """);

        assertThatThrownBy(() -> deletions.deleteObjects(objects)).isNotNull();

        assertThat(bucket.keys()).isEmpty();
        assertThat(queue()).hasSize(20);
        store.postgres().execute("drop trigger die on object_deletions");

        assertThat(deletions.deleteObjects(objects)).isEqualTo(20);
        assertThat(queue()).isEmpty();
    }

    @Test
    void anS3ThatIsAwayLeavesTheRows() throws SQLException {
        value(deletions.enqueue(List.of("files/a", "files/b")));
        bucket.close();

        assertThatThrownBy(() -> deletions.deleteObjects(objects)).isInstanceOf(StorageUnavailableException.class);

        assertThat(queue()).containsExactlyInAnyOrder("files/a", "files/b");
    }

    @Test
    void whatS3RefusesGoesToTheEndAndBlocksNobody() throws SQLException {
        var locked = keys("files/locked/", Limits.OBJECTS_PER_DELETION);
        locked.forEach(key -> bucket.refuse(key, 403));
        value(deletions.enqueue(locked));
        value(deletions.enqueue(List.of("files/free")));

        assertThat(deletions.deleteObjects(objects)).isZero();
        assertThat(deletions.deleteObjects(objects)).isEqualTo(1);

        assertThat(queue()).hasSize(Limits.OBJECTS_PER_DELETION).doesNotContain("files/free");
    }

    @Test
    @Tag("slow")
    void severalAtOnceTakeEachKeyOnce() throws SQLException {
        var count = 5 * Limits.OBJECTS_PER_DELETION;
        value(deletions.enqueue(keys("files/", count)));

        var taken = Race.of(4, number -> {
            var sum = 0;
            for (var batch = 1; batch > 0; sum += batch) {
                batch = deletions.deleteObjects(objects);
            }
            return sum;
        });

        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(count);
        assertThat(bucket.requests()).hasSize(count).doesNotHaveDuplicates();
        assertThat(queue()).isEmpty();
    }

    @Test
    void theOpenUploadOfADeletedVersionIsAborted() throws SQLException {
        var file = store.file("a.txt", null);
        begun(store.storageKey(file, 1), "update file_versions set part_size = 5242880, multipart_upload_id = '%s'");

        store.postgres().execute("delete from files");

        assertThat(bucket.openUploads()).hasSize(1);
        assertThat(deletions.deleteObjects(objects)).isEqualTo(1);
        assertThat(bucket.openUploads()).isEmpty();
        assertThat(queue()).isEmpty();
    }

    @Test
    void theOpenUploadOfADeletedExportIsAborted() throws SQLException {
        begun("exports/a.zip", """
            insert into exports (user_id, storage_key, multipart_upload_id) values ('user', 'exports/a.zip', '%s')
            """);

        store.postgres().execute("delete from exports");

        assertThat(deletions.deleteObjects(objects)).isEqualTo(1);
        assertThat(bucket.openUploads()).isEmpty();
        assertThat(queue()).isEmpty();
    }

    /// It may be for a completed upload's sake: S3 does not know that one any more.
    @Test
    void anUploadThatS3DoesNotKnowStopsNothing() throws SQLException {
        uploaded("a.txt");
        store.postgres().execute("update file_versions set part_size = 5242880, multipart_upload_id = 'completed'");
        store.postgres().execute("delete from files");

        assertThat(deletions.deleteObjects(objects)).isEqualTo(1);

        assertThat(bucket.keys()).isEmpty();
        assertThat(queue()).isEmpty();
    }

    @Test
    void anUploadThatS3RefusesToAbortStaysInTheQueueWithItsObject() throws SQLException {
        var file = uploaded("a.txt");
        var key = store.storageKey(file, 1);
        begun(key, "update file_versions set part_size = 5242880, multipart_upload_id = '%s'");
        store.postgres().execute("delete from files");
        value(deletions.enqueue(List.of(key)));
        bucket.refuse(key, 403);

        assertThat(deletions.deleteObjects(objects)).isZero();

        assertThat(store.postgres().query("select storage_key, multipart_upload_id is not null from object_deletions"))
                .containsExactly(key + " t");
        assertThat(bucket.keys()).containsExactly(key);
    }

    private void begun(String key, String sql) throws SQLException {
        store.postgres().execute(sql.formatted(objects.parts().begin(key, "text/plain")));
    }

    private File uploaded(String name) {
        var file = store.file(name, null);
        bucket.put(store.storageKey(file, 1), 5, "");
        store.upload(file, 1, 5);
        return file;
    }

    private List<String> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private List<String> queue() throws SQLException {
        return store.postgres().query("select storage_key from object_deletions");
    }

    private void execute(String sql) {
        try {
            store.postgres().execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
