package dev.kontor.quotas;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.files.CreatedFile;
import dev.kontor.files.File;
import dev.kontor.files.Files;
import dev.kontor.files.NewFile;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.versions.AddedVersion;
import dev.kontor.versions.NewVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A second store on the same database stands for a second process. The invariants hold after every
/// test: among them, that the totals are what there is.
final class QuotasTest {

    private static final int ROUNDS = Repetitions.of(10, 80);
    private static final int THREADS = 8;

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    @Test
    void whatIsDeclaredIsReservedAndThenUsed() {
        var file = create("file", 100);
        assertStored(0, 100);

        store.upload(file, 1, 100);
        assertStored(100, 0);
        store.upload(file, 1, 120); // S3 has the last word
        assertStored(120, 0);

        value(store.versions().add(USER, file.id(), new NewVersion(30, null, null)));
        assertStored(120, 30);
    }

    @Test
    void nothingIsStoredBeyondTheQuota() {
        give(100);
        var file = create("file", 60);

        assertThat(code(tryCreate("other", 41))).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(code(store.versions().add(USER, file.id(), new NewVersion(41, null, null))))
                .isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        create("fits", 40);
        create("empty", 0);
        assertThat(code(tryCreate("one more byte", 1))).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertStored(0, 100);
    }

    @Test
    void anotherReasonToRefuseComesFirst() {
        give(5);

        var nowhere = new NewFile("file", "text/plain", 6, Store.nobody(), null, null, List.of());
        assertThat(code(store.files().create(USER, nowhere))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(store.versions().add(USER, Store.nobody(), new NewVersion(6, null, null))))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void theTrashCountsUntilItsRowsAreGone() {
        give(100);
        var file = create("file", 60);
        store.upload(file, 1, 60);
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
        assertThat(code(tryCreate("other", 60))).isEqualTo(ErrorCode.QUOTA_EXCEEDED);

        value(store.trash().empty(USER));

        assertStored(0, 0);
        create("other", 60);
    }

    @Test
    void aRestoredVersionTakesNoRoom() {
        give(100);
        var file = create("file", 60);
        store.upload(file, 1, 60);
        value(store.versions().add(USER, file.id(), new NewVersion(40, null, null)));

        value(store.versions().restore(USER, file.id(), 1));
        assertStored(60, 40);
        store.upload(file, 1, 61);
        assertStored(61, 40);

        value(store.files().delete(USER, file.id(), IfMatch.ANY));
        value(store.trash().empty(USER));
        assertStored(0, 0);
    }

    @Test
    void aFileWhoseContentNeverArrivesGivesItsRoomBack() throws SQLException {
        give(100);
        var file = create("file", 100);
        store.postgres().execute("""
            set session_replication_role = replica; -- no trigger moves updated_at
            update file_versions set created_at = now() - interval '2 days', updated_at = now() - interval '2 days';
            """);

        value(store.uploads().deleteUnfinished(List.of(file.id())));

        assertStored(0, 0);
        create("file", 100);
    }

    @Test
    void aVersionWhoseContentNeverArrivesGivesItsRoomBackUntilItBeginsAnew() throws SQLException {
        give(100);
        var file = create("a", 10);
        store.upload(file, 1, 10);
        add(file, 80, false);
        assertStored(10, 80);
        assertThat(value(store.uploads().abandoned())).isEmpty();
        age();
        var abandoned = value(store.uploads().abandoned());
        assertThat(value(store.uploads().giveUp(abandoned))).isOne();
        assertStored(10, 0);
        assertThat(value(store.uploads().giveUp(abandoned))).isZero();
        assertThat(value(store.versions().pending(USER, file.id(), 2))).isEmpty();

        create("b", 20);
        assertThat(code(store.versions().upload(USER, file.id(), 2))).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertStored(10, 20);
        give(110);
        value(store.versions().upload(USER, file.id(), 2));
        assertStored(10, 100);
        give(0);
        value(store.versions().upload(USER, file.id(), 2)); // it has its room
        store.upload(file, 2, 80);
        assertStored(90, 20);
    }

    @Test
    void whatArrivesAfterItWasGivenUpIsUsed() throws SQLException {
        var file = create("a", 10);
        store.upload(file, 1, 10);
        add(file, 80, false);
        age();
        value(store.uploads().giveUp(value(store.uploads().abandoned())));
        store.upload(file, 2, 80);
        assertStored(90, 0);
    }

    @Test
    void anUploadInPartsThatIsGivenUpGivesItsRoomBack() throws Exception {
        var file = create("a", 10);
        store.upload(file, 1, 10);
        var parts = add(file, 5L << 40, true).upload().parts();
        assertStored(10, 5L << 40);
        try (var bucket = TestBucket.start()) {
            var id = Objects.requireNonNull(parts).uploadId();
            value(store.multipartUploads(bucket).end(USER, id));
        }
        assertStored(10, 0);
        value(store.versions().upload(USER, file.id(), 2));
        assertStored(10, 5L << 40);
        store.postgres().execute("update file_versions set upload_expires_at = now() where version = 2");
        age();
        value(store.uploads().giveUp(value(store.uploads().abandoned())));
        assertStored(10, 0);
    }

    @Test
    void aLowerQuotaDeletesNothingAndAHigherOneGivesRoom() {
        give(100);
        create("file", 80);
        give(10);
        assertThat(code(tryCreate("other", 1))).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(value(store.quotas().get(USER)).quota()).isEqualTo(new Quota(10L, 0, 80));

        give(81);
        create("other", 1);

        value(store.quotas().delete(USER, IfMatch.ANY));
        value(store.quotas().delete(USER, IfMatch.ANY));
        create("large", Limits.FILE_BYTES_MAX);
    }

    @Test
    void theDefaultIsForThoseWithoutAQuota() {
        var limited = new Files(store.database(), new DefaultQuota(50L));

        assertThat(code(limited.create(USER, file("large", 51)))).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        value(limited.create(USER, file("small", 50)));
        give(60);
        value(limited.create(USER, file("smaller", 10)));
        assertThat(code(limited.create(Store.OTHER_USER, file("large", 51)))).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
    }

    @Test
    void aQuotaThatChangedSinceIsLeftAsItIs() {
        var first = value(store.quotas().get(USER));
        var stale = new IfMatch(List.of(first.updatedAt()));
        value(store.quotas().replace(USER, 5, stale));

        assertThat(code(store.quotas().replace(USER, 6, stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(code(store.quotas().delete(USER, stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(value(store.quotas().get(USER)).quota().bytes()).isEqualTo(5);
    }

    @Test
    void theFunctionsCannotWriteTheTotals() throws SQLException {
        create("file", 5);
        try (var connection = store.postgres().connectAs("kontor_app");
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "update storage_totals set used = 0",
                    "delete from storage_totals",
                    "insert into storage_totals (user_id) values ('a')",
                    "select begin_storage_totals('a')",
                    "select add_to_storage_totals('{a}', '{a}', '{-5}', '{false}', '{null}', '{}')")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    @Tag("slow")
    void manyAtOnceNeverPassTheQuota() {
        var largest = 10L;
        for (var round = 0; round < ROUNDS; round++) {
            var number = round;
            var before = value(store.quotas().get(USER)).quota();
            give(before.used() + before.reserved() + 3 * largest);
            var file = create("of versions " + round, 0);

            var results = Race.<Result<?>>of(
                    THREADS,
                    thread -> thread % 2 == 0
                            ? store.files().create(USER, file("file " + number + " " + thread, largest))
                            : elsewhere.versions().add(USER, file.id(), new NewVersion(largest, null, null)));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(3);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.QUOTA_EXCEEDED);
        }
    }

    @Test
    @Tag("slow")
    void theTotalsAreRightWhateverHappensAtOnce() throws SQLException {
        give(1_000);
        for (var round = 0; round < ROUNDS; round++) {
            var number = round;
            var file = create("file " + round, 10);
            var gone = create("gone " + round, 10);
            store.upload(gone, 1, 10);
            value(store.versions().restore(USER, gone.id(), 1));
            value(store.files().delete(USER, gone.id(), IfMatch.ANY));

            Race.<Object>between(
                    () -> store.files().create(USER, file("new " + number, 10)),
                    () -> elsewhere.versions().add(USER, file.id(), new NewVersion(10, null, null)),
                    () -> store.versions().restore(USER, file.id(), 1),
                    () -> elsewhere.trash().empty(USER),
                    () -> {
                        store.upload(file, 1, 11);
                        return store.files().delete(USER, file.id(), IfMatch.ANY);
                    });
            Invariants.assertHold(store.postgres());
        }
    }

    private void give(long bytes) {
        value(store.quotas().replace(USER, bytes, IfMatch.ANY));
    }

    private File create(String name, long size) {
        return value(tryCreate(name, size)).file();
    }

    private Result<CreatedFile> tryCreate(String name, long size) {
        return store.files().create(USER, file(name, size));
    }

    private AddedVersion add(File file, long size, boolean isInParts) {
        return value(store.versions().add(USER, file.id(), new NewVersion(size, null, null, isInParts)));
    }

    /// Lets two days pass for all that has not arrived.
    private void age() throws SQLException {
        store.postgres().execute("""
            set session_replication_role = replica; -- no trigger moves updated_at
            update file_versions set updated_at = now() - interval '2 days' where not is_uploaded;
            """);
    }

    private static NewFile file(String name, long size) {
        var some = newFile(name, null);
        return new NewFile(name, some.mimeType(), size, null, null, null, List.of());
    }

    private void assertStored(long used, long reserved) {
        var quota = value(store.quotas().get(USER)).quota();
        assertThat(List.of(quota.used(), quota.reserved())).containsExactly(used, reserved);
        var me = value(store.users().me(USER, null, null));
        assertThat(me.quota()).isEqualTo(quota);
        assertThat(me.bytesStored()).isEqualTo(used);
    }
}
