package dev.kontor.versions;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.quotas.DefaultQuota;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.storage.StoredObject;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UploadsTest {

    private static final String CHECKSUM = "0123456789abcdef".repeat(4);

    private final Store store = Store.open();
    private final Uploads uploads = store.uploads();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void aVersionGetsTheSizeAndTheChecksumThatS3Saw() throws SQLException {
        var file = store.file("a.txt", null);

        assertThat(confirm(file, 1, new StoredObject(42, CHECKSUM))).isTrue();

        var read = value(store.files().get(USER, file.id()));
        assertThat(read.isUploaded()).isTrue();
        assertThat(read.size()).isEqualTo(42);
        assertThat(read.updatedAt()).isAfter(file.updatedAt());
        assertThat(versions(file)).containsExactly("1 42 " + CHECKSUM + " t");
    }

    @Test
    void confirmedTwiceIsConfirmedOnce() throws SQLException {
        var file = store.file("a.txt", null);
        confirm(file, 1, new StoredObject(5, CHECKSUM));
        var before = everything();

        assertThat(confirm(file, 1, new StoredObject(5, CHECKSUM))).isTrue();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anOlderVersionThatArrivesLaterDoesNotBecomeTheCurrentOne() throws SQLException {
        var file = store.file("a.txt", null);
        value(store.versions().add(USER, file.id(), new NewVersion(7, null, null)));
        value(store.versions().add(USER, file.id(), new NewVersion(9, null, null)));

        confirm(file, 2, new StoredObject(7, null));
        var before = value(store.files().get(USER, file.id()));
        confirm(file, 1, new StoredObject(5, null));

        assertThat(value(store.files().get(USER, file.id()))).isEqualTo(before);
        assertThat(before.currentVersion()).isEqualTo(2);
        assertThat(versions(file)).containsExactly("1 5 null t", "2 7 null t", "3 9 null f");
    }

    @Test
    void aFileInTheTrashGetsItsContentToo() throws SQLException {
        var file = store.file("a.txt", null);
        value(store.files().delete(USER, file.id(), IfMatch.ANY));

        assertThat(confirm(file, 1, new StoredObject(6, null))).isTrue();

        assertThat(store.postgres().query("select size, is_deleted from files")).containsExactly("6 t");
    }

    @Test
    void anObjectOfNoVersionIsToldOf() {
        var file = store.file("a.txt", null);
        var ofNoFile = new StorageKey(nobody(), UUID.randomUUID());
        var ofNoVersion = new StorageKey(file.id(), UUID.randomUUID());

        for (var key : List.of(ofNoFile, ofNoVersion)) {
            assertThat(value(uploads.confirm(key, new StoredObject(5, null)))).isFalse();
        }
        assertThat(value(store.files().get(USER, file.id()))).isEqualTo(file);
    }

    @Test
    void onlyAKeyThatVersionsAreGivenIsOne() {
        var key = store.storageKey(store.file("a.txt", null), 1);

        assertThat(StorageKey.of(key)).map(StorageKey::toString).contains(key);
        for (var other :
                List.of("", "files/", key + "/", "/" + key, key.toUpperCase(Locale.ROOT), "a" + key, "files/a/b")) {
            assertThat(StorageKey.of(other)).as(other).isEmpty();
        }
    }

    @Test
    void aFileWhoseContentHasNotArrivedForADayIsCleanedUpInTheTrashToo() throws SQLException {
        var stale = store.file("stale", store.folder("folder", null));
        var trashed = store.file("trashed", null);
        var arrived = store.file("arrived", null);
        var young = store.file("young", null);
        var triedAgain = store.file("tried again", null);
        value(store.files().delete(USER, trashed.id(), IfMatch.ANY));
        store.upload(arrived, 1, 5);
        value(store.versions().add(USER, arrived.id(), new NewVersion(7, null, null)));
        var keys = List.of(store.storageKey(stale, 1), store.storageKey(trashed, 1));
        age("true", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds() + 1);
        age("file_id = '%s'".formatted(young.id()), -10);
        value(store.versions().add(USER, triedAgain.id(), new NewVersion(7, null, null)));

        assertThat(deleteUnfinished()).isEqualTo(2);

        for (var gone : List.of(stale, trashed)) {
            assertThat(code(store.files().get(USER, gone.id()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }
        assertThat(store.postgres().query("select name from files order by name"))
                .containsExactly("arrived", "tried again", "young");
        assertThat(versions(arrived)).hasSize(2);
        assertThat(store.postgres().query("select storage_key from object_deletions"))
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(deleteUnfinished()).isZero();
    }

    @Test
    void anUploadThatIsConfirmedWhileItIsCleanedUpStays() throws Exception {
        var file = store.file("a.txt", null);
        age("true", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds() + 1);
        // The confirmation commits after the clean-up has chosen its files and before it locks
        // them.
        try (var connection = store.postgres().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table files in access exclusive mode");
            var purge = CompletableFuture.supplyAsync(this::deleteUnfinished);
            store.awaitLock();
            statement.execute("update file_versions set is_uploaded = true");
            connection.commit();
            purge.join();
        }

        assertThat(value(store.files().get(USER, file.id())).isUploaded()).isTrue();
    }

    @Test
    void aFileWhoseUploadWasSignedLatelyIsLeftAlone() throws SQLException {
        var signed = store.file("signed", null);
        var replayed = store.file("replayed", null);
        store.file("neither", null);
        age("true", Limits.UNFINISHED_UPLOAD_LIFETIME.toSeconds() + 1);
        var versions = new Versions(store.database(), DefaultQuota.NONE);

        value(versions.upload(USER, signed.id(), null));
        value(versions.pending(USER, replayed.id(), 1));

        assertThat(deleteUnfinished()).isEqualTo(1);
        assertThat(store.postgres().query("select name from files order by name"))
                .containsExactly("replayed", "signed");
    }

    @Test
    void aBatchIsBounded() throws SQLException {
        var count = Limits.PURGE_ROWS_PER_STATEMENT + 3;
        store.postgres().execute("""
            with f as (
              insert into files (id, user_id, name, mime_type, size, storage_path, storage_key)
              select i, '%1$s', i::text, 'a/b', 1, 'files/' || i, 'files/' || i || '/' || i
              from (select gen_random_uuid() as i from generate_series(1, %2$d)) ids
              returning *
            )
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, created_at, updated_at)
            select user_id, id, 1, 1, 'a/b', storage_key, t, t from f, (select now() - interval '2 days') as at (t)
            """.formatted(USER, count));
        var before = Instant.now();

        assertThat(deleteUnfinished()).isEqualTo(Limits.PURGE_ROWS_PER_STATEMENT);
        assertThat(before.plus(Limits.STATEMENT_TIMEOUT)).isAfter(Instant.now());
        assertThat(deleteUnfinished()).isEqualTo(3);
        assertThat(store.postgres().query("select count(*) from object_deletions"))
                .containsExactly(Integer.toString(count));
        value(store.files().create(USER, newFile("another", null)));
    }

    private boolean confirm(File file, int version, StoredObject stored) {
        var key = StorageKey.of(store.storageKey(file, version)).orElseThrow();
        return value(uploads.confirm(key, stored));
    }

    private List<String> versions(File file) throws SQLException {
        return store.postgres().query("""
            select version, size, checksum, is_uploaded
            from file_versions where file_id = '%s' order by version
            """.formatted(file.id()));
    }

    private List<String> everything() throws SQLException {
        return store.postgres()
                .query("select f::text, v::text from files f join file_versions v on v.file_id =" + " f.id");
    }

    private void age(String which, long seconds) throws SQLException {
        store.postgres().execute("""
            set session_replication_role = replica; -- no trigger moves updated_at
            update file_versions
            set created_at = created_at - make_interval(secs => %1$d), updated_at = updated_at - make_interval(secs => %1$d)
            where %2$s
            """.formatted(seconds, which));
    }

    /// Deletes the unfinished files, as if S3 had nothing under any of their keys.
    private int deleteUnfinished() {
        var keys = value(uploads.unfinished());
        return value(uploads.deleteUnfinished(
                keys.stream().map(StorageKey::fileId).distinct().toList()));
    }
}
