package dev.kontor.versions;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.files.CreatedFile;
import dev.kontor.files.NewFile;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.storage.StorageUnavailableException;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uploads in parts, against what S3's documentation says of them.
final class UploadsInPartsTest {

    private static final long PART = Limits.PART_BYTES_MIN;

    /// Two whole parts and the rest.
    private static final long SIZE = 2 * PART + 7;

    private final Store store = Store.open();
    private TestBucket bucket;
    private MultipartUploads uploads;

    @BeforeEach
    void start() throws IOException {
        bucket = TestBucket.start();
        uploads = store.multipartUploads(bucket);
    }

    @AfterEach
    void close() throws SQLException {
        bucket.close();
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void tenThousandPartsHoldAnySize() {
        for (var size : List.of(0L, 1L, PART, PART + 1, 50_000 * (1L << 20), 50_000 * (1L << 20) + 1, 5L << 40)) {
            var parts = parts(create("a" + size, size));

            assertThat(parts.partSize()).isGreaterThanOrEqualTo(PART);
            assertThat(parts.partCount()).isBetween(1, Limits.PARTS_MAX);
            assertThat(parts.partCount() * parts.partSize()).isGreaterThanOrEqualTo(size);
            assertThat(size - (parts.partCount() - 1) * parts.partSize()).isBetween(0L, parts.partSize());
        }
    }

    @Test
    void anUploadGoesOnAfterABreakAndIsCompletedOnce() {
        var created = create("a", SIZE);
        var upload = parts(created);
        assertThat(upload.partCount()).isEqualTo(3);
        assertThat(upload.expiresAt())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(7)));
        assertThat(bucket.requests()).isEmpty();

        var signed = value(uploads.sign(USER, upload.uploadId(), List.of(1, 3)));
        assertThat(signed).extracting(SignedPart::partNumber).containsExactly(1, 3);
        assertThat(signed.getFirst().url()).contains("partNumber=1", "content-length%3Bhost");
        put(1, PART);
        put(3, 7);

        var progress = value(uploads.progress(USER, upload.uploadId()));
        assertThat(progress.size()).isEqualTo(SIZE);
        assertThat(progress.fileId()).isEqualTo(created.file().id());
        assertThat(progress.parts())
                .extracting(UploadProgress.ArrivedPart::partNumber)
                .containsExactly(1, 3);

        put(2, PART);
        var etags = etags(PART, PART, 7);
        assertThat(value(uploads.complete(USER, upload.uploadId(), etags)))
                .isEqualTo(created.file().id());
        var file = value(store.files().get(USER, created.file().id()));
        assertThat(file.isUploaded()).isTrue();
        assertThat(file.size()).isEqualTo(SIZE);

        var before = bucket.requests();
        assertThat(value(uploads.complete(USER, upload.uploadId(), etags))).isEqualTo(file.id());
        assertThat(code(uploads.progress(USER, upload.uploadId()))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(code(uploads.end(USER, upload.uploadId()))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(code(uploads.sign(USER, upload.uploadId(), List.of(1)))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(bucket.requests()).isEqualTo(before);
    }

    @Test
    void whatIsMissingIsNamed() {
        var id = begun(create("a", 9 * PART));
        for (var number : List.of(1, 3, 7, 8)) {
            put(number, PART);
        }
        put(9, PART - 1); // shorter than it was signed for
        var etags = etags(PART, PART, PART, PART, PART, PART, PART, PART, PART - 1);
        etags.put(3, "\"another\"");
        etags.remove(8);

        var refusal = uploads.complete(USER, id, etags);

        assertThat(code(refusal)).isEqualTo(ErrorCode.CONFLICT);
        assertThat(((Result.Err<?>) refusal).message()).endsWith(": 2-6, 8-9");
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void thousandsOfPartsAreListed() {
        var id = begun(create("a", 2_500 * PART));
        IntStream.rangeClosed(1, 2_500).forEach(number -> put(number, PART));

        assertThat(value(uploads.progress(USER, id)).parts())
                .extracting(UploadProgress.ArrivedPart::partNumber)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 2_500).boxed().toList());
    }

    @Test
    void aPartThatThereIsNotIsRefused() {
        var id = parts(create("a", SIZE)).uploadId();

        assertThat(code(uploads.sign(USER, id, List.of(3, 4)))).isEqualTo(ErrorCode.VALIDATION_FAILED);
        assertThat(bucket.uploads()).isEmpty();
    }

    @Test
    void requestsThatBeginTogetherAgreeOnOneUpload() {
        var id = parts(create("a", SIZE)).uploadId();

        Race.of(4, number -> value(uploads.sign(USER, id, List.of(1))));
        var url = value(uploads.sign(USER, id, List.of(1))).getFirst().url();

        assertThat(bucket.uploads()).anyMatch(upload -> url.contains("uploadId=" + upload));
        for (var signed : Race.of(4, number -> value(uploads.sign(USER, id, List.of(1))))) {
            assertThat(uploadId(signed.getFirst().url())).isEqualTo(uploadId(url));
        }
    }

    @Test
    void anErrorAtTheEndOfAResponseThatBeganAsASuccessIsNone() {
        var created = create("a", 5);
        var id = begun(created);
        put(1, 5);
        bucket.answerNextCompletion(200, "   <Error><Code>InternalError</Code></Error>");

        assertThatThrownBy(() -> uploads.complete(USER, id, etags(5))).isInstanceOf(StorageUnavailableException.class);
        assertThat(value(store.files().get(USER, created.file().id())).isUploaded())
                .isFalse();

        bucket.answerNextCompletion(200, "<CompleteMultipartUploadResult><ETag>");
        assertThatThrownBy(() -> uploads.complete(USER, id, etags(5))).isInstanceOf(StorageUnavailableException.class);

        value(uploads.complete(USER, id, etags(5)));
        assertThat(value(store.files().get(USER, created.file().id())).isUploaded())
                .isTrue();
    }

    /// Such as those of credentials that have expired: the parts are as they were.
    @Test
    void onlyAnErrorAboutThePartsIsARefusal() {
        var id = begun(create("a", 5));
        put(1, 5);
        bucket.answerNextCompletion(400, "<Error><Code>ExpiredToken</Code></Error>");
        assertThatThrownBy(() -> uploads.complete(USER, id, etags(5))).isInstanceOf(StorageUnavailableException.class);
        bucket.answerNextCompletion(200, "<Error><Code>InvalidPart</Code></Error>");
        assertThat(code(uploads.complete(USER, id, etags(5)))).isEqualTo(ErrorCode.CONFLICT);

        value(uploads.complete(USER, id, etags(5)));
    }

    /// A bucket that is missing is a 404 too.
    @Test
    void anUploadIsForgottenOnlyWhereS3SaysThatItIsGone() throws SQLException {
        var created = create("a", 5);
        var id = begun(created);
        bucket.refuse(created.upload().storageKey(), 404);

        assertThatThrownBy(() -> uploads.progress(USER, id)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> uploads.complete(USER, id, etags(5))).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> uploads.end(USER, id)).isInstanceOf(StorageUnavailableException.class);

        assertThat(store.postgres().query("select multipart_upload_id from file_versions"))
                .containsExactlyElementsOf(bucket.openUploads());
    }

    /// S3 has completed it, and nobody was told: the function was killed, and the event was lost.
    @Test
    void aCompletionThatNobodyWasToldOfIsFoundByWhoeverLooks() {
        var looks = List.<Function<UUID, Result<?>>>of(
                id -> uploads.progress(USER, id),
                id -> uploads.end(USER, id),
                id -> uploads.complete(USER, id, etags(5)));
        for (var number = 0; number < looks.size(); number++) {
            var created = create("a" + number, 5);
            var id = begun(created);
            bucket.dropUploads();
            bucket.put(created.upload().storageKey(), 5, "");

            var result = looks.get(number).apply(id);

            assertThat(result instanceof Result.Ok<?> || code(result) == ErrorCode.CONFLICT)
                    .isTrue();
            assertThat(value(store.files().get(USER, created.file().id())).isUploaded())
                    .isTrue();
            value(uploads.complete(USER, id, etags(5)));
        }
    }

    @Test
    void whatS3HasDroppedBeginsAnew() {
        var id = begun(create("a", 5));
        put(1, 5);
        bucket.dropUploads();

        assertThat(code(uploads.complete(USER, id, etags(5)))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(value(uploads.progress(USER, id)).parts()).isEmpty();

        value(uploads.sign(USER, id, List.of(1)));
        assertThat(bucket.uploads()).hasSize(2);
        put(1, 5);
        value(uploads.complete(USER, id, etags(5)));
    }

    @Test
    void whatIsGivenUpIsGoneInS3TooAndItsFileWithIt() throws SQLException {
        var created = create("a", 5);
        var id = begun(created);

        value(uploads.end(USER, id));

        assertThat(bucket.openUploads()).isEmpty();
        assertThat(code(store.files().get(USER, created.file().id()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(store.postgres().query("select count(*) from file_versions")).containsExactly("0");
        assertGone(id);
    }

    /// Nobody could end it any more, and no quota counts its parts.
    @Test
    void whatBeginsWhileItIsGivenUpIsAbortedToo() throws Exception {
        var id = parts(create("a", 5)).uploadId();
        // The end has read that nothing has begun, and waits for the file.
        try (var connection = store.postgres().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from files for update");
            var end = CompletableFuture.supplyAsync(() -> uploads.end(USER, id));
            store.awaitLock();
            value(uploads.sign(USER, id, List.of(1)));
            connection.commit();
            value(end.join());
        }

        assertThat(bucket.uploads()).hasSize(1);
        assertThat(bucket.openUploads()).isEmpty();
        assertGone(id);
    }

    @Test
    void aFileWithContentStaysAndSoDoesOneThatIsAboutToGetSome() {
        var created = create("a", 5);
        var first = begun(created);
        var fileId = created.file().id();
        var second = begun(value(store.versions().add(USER, fileId, new NewVersion(6, null, null, true))));
        assertThat(bucket.openUploads()).hasSize(2);

        value(uploads.end(USER, first));
        assertGone(first);
        assertThat(bucket.openUploads()).hasSize(1);
        put(1, 6);
        value(uploads.complete(USER, second, etags(6)));

        var third = parts(value(store.versions().add(USER, fileId, new NewVersion(7, null, null, true))));
        value(uploads.end(USER, third.uploadId()));
        assertThat(value(store.files().get(USER, fileId)).currentVersion()).isEqualTo(2);
        assertThat(value(store.versions().pending(USER, fileId, 3))).isEmpty();

        // Whoever asks for it begins it anew.
        var anew = Objects.requireNonNull(
                value(store.versions().upload(USER, fileId, 3)).parts());
        assertThat(value(uploads.sign(USER, anew.uploadId(), List.of(1)))).hasSize(1);
    }

    @Test
    void anUploadIsOverAfterAWeekAndItsFileIsCleanedUp() throws SQLException {
        var created = create("a", 5);
        var id = begun(created);
        store.postgres()
                .execute("update file_versions set created_at = now() - interval '6 days', updated_at = now()"
                        + " - interval '6 days'");
        store.postgres().execute("alter table file_versions disable trigger touch_updated_at");
        store.postgres().execute("update file_versions set updated_at = created_at");
        assertThat(value(store.uploads().unfinished())).isEmpty();
        assertThat(value(store.uploads().deleteUnfinished(List.of(created.file().id()))))
                .isZero();

        store.postgres().execute("update file_versions set upload_expires_at = now()");

        assertGone(id);
        assertThat(value(store.uploads().unfinished())).hasSize(1);
        assertThat(value(store.uploads().deleteUnfinished(List.of(created.file().id()))))
                .isEqualTo(1);
        store.postgres().execute("alter table file_versions enable trigger touch_updated_at");
    }

    @Test
    void anUploadThatIsOverBeginsAnewWhereSomebodyAsksForIt() throws SQLException {
        var created = create("a", 5);
        var id = begun(created);
        store.postgres().execute("update file_versions set upload_expires_at = now()");

        var anew = Objects.requireNonNull(
                value(store.versions().upload(USER, created.file().id(), null)).parts());

        assertThat(anew.expiresAt()).isAfter(Instant.now().plus(Duration.ofDays(6)));
        assertThat(value(uploads.progress(USER, id)).parts()).isEmpty();
        begun(created);
        assertThat(bucket.uploads()).hasSize(2);
    }

    @Test
    void itIsNobodyElsesAndNotOfAFileInTheTrash() {
        var created = create("a", 5);
        var id = begun(created);
        assertThat(code(uploads.progress(OTHER_USER, id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(uploads.end(OTHER_USER, id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(uploads.progress(USER, nobody()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);

        value(store.files().delete(USER, created.file().id(), IfMatch.ANY));

        assertGone(id);
        assertThat(bucket.openUploads()).hasSize(1);
    }

    @Test
    void aCompletionAndAnEndAtOnceLeaveAFileWithContentOrNone() {
        for (var round = 0; round < Repetitions.of(20, 200); round++) {
            var created = create("a" + round, 5);
            var id = begun(created);
            put(1, 5);

            var results = Race.<Result<?>>inRound(
                    round, () -> uploads.complete(USER, id, etags(5)), () -> uploads.end(USER, id));

            var file = store.files().get(USER, created.file().id());
            var isCompleted = results.getFirst() instanceof Result.Ok<?>;
            assertThat(results.getLast() instanceof Result.Ok<?>).isNotEqualTo(isCompleted);
            assertThat(file instanceof Result.Ok<?>).isEqualTo(isCompleted);
            assertThat(bucket.keys().contains(created.upload().storageKey())).isEqualTo(isCompleted);
        }
    }

    @Test
    void completionsAtOnceAnswerTheSame() {
        var created = create("a", 5);
        var id = begun(created);
        put(1, 5);

        for (var fileId : Race.of(4, number -> value(uploads.complete(USER, id, etags(5))))) {
            assertThat(fileId).isEqualTo(created.file().id());
        }
    }

    private void assertGone(UUID id) {
        assertThat(code(uploads.progress(USER, id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(uploads.sign(USER, id, List.of(1)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(uploads.complete(USER, id, etags(5)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(uploads.end(USER, id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private CreatedFile create(String name, long size) {
        return value(
                store.files().create(USER, new NewFile(name, "video/mp4", size, null, null, null, List.of(), true)));
    }

    private UUID begun(CreatedFile created) {
        return begun(parts(created));
    }

    private UUID begun(AddedVersion added) {
        return begun(Objects.requireNonNull(added.upload().parts()));
    }

    private UUID begun(UploadInParts upload) {
        value(uploads.sign(USER, upload.uploadId(), List.of(1)));
        return upload.uploadId();
    }

    private static UploadInParts parts(CreatedFile created) {
        return Objects.requireNonNull(created.upload().parts());
    }

    private static UploadInParts parts(AddedVersion added) {
        return Objects.requireNonNull(added.upload().parts());
    }

    /// Stores a part of the upload that was begun last.
    private void put(int number, long size) {
        bucket.putPart(bucket.uploads().getLast(), number, size);
    }

    private static SortedMap<Integer, String> etags(long... sizes) {
        var etags = new TreeMap<Integer, String>();
        for (var number = 1; number <= sizes.length; number++) {
            etags.put(number, TestBucket.etag(number, sizes[number - 1]));
        }
        return etags;
    }

    private static String uploadId(String url) {
        return url.replaceFirst(".*[?&]uploadId=([^&]+).*", "$1");
    }
}
