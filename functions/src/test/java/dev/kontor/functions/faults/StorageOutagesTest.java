package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.storage.ConfirmUpload;
import dev.kontor.functions.storage.PurgeUnfinishedUploads;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.functions.testing.Project;
import dev.kontor.functions.trash.PurgeTrash;
import dev.kontor.migrations.testing.FaultyProxy;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import dev.kontor.storage.StorageUnavailableException;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// While S3 is away, the API answers as ever, since its functions only sign. Those that talk to S3
/// fail within their time and lose nothing: their next run does it all.
@Tag("slow")
final class StorageOutagesTest {

    private static final int PLENTY_MILLIS = 900_000;

    /// One request, and a try at it once more, as the JDK's client makes it.
    private static final Duration IN_TIME =
            Limits.STORAGE_CONNECT_TIMEOUT.plus(Limits.STORAGE_READ_TIMEOUT).multipliedBy(2);

    private static final String SECOND_VERSION =
            "files/f11e0000-0000-4000-8000-000000000001/0b9ec700-0000-4000-8000-000000000002";
    private static final String TRASHED = "events/f11e0000-0000-4000-8000-00000000dea1/1";
    private static final String UNHEARD_OF =
            "files/f11e0000-0000-4000-8000-000000000007/0b9ec700-0000-4000-8000-000000000007";

    private final TestDatabase database = TestPostgres.createMigratedDatabase();
    private TestBucket bucket;
    private FaultyProxy proxy;
    private Kontor kontor;

    enum Fault {
        SILENT {
            @Override
            void begin(FaultyProxy proxy) {
                proxy.fallSilent();
            }
        },
        CUT {
            @Override
            void begin(FaultyProxy proxy) {
                proxy.cutAnswers();
            }
        };

        abstract void begin(FaultyProxy proxy);
    }

    /// A version has arrived, and S3 is about to say so; a file has arrived that S3 never spoke of;
    /// and one has been in the trash for too long.
    @BeforeEach
    void leaveSomethingToDo() throws IOException, SQLException {
        bucket = TestBucket.start();
        proxy = new FaultyProxy(URI.create(bucket.environment().getOrDefault("AWS_ENDPOINT_URL_S3", ""))
                .getPort());
        var environment = new HashMap<>(database.environment());
        environment.putAll(bucket.environment());
        environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + proxy.port());
        kontor = new Kontor(environment);
        EveryRoute.seed(database);
        database.execute("""
            update trash_items set created_at = now() - interval '31 days';
            insert into files (id, user_id, name, mime_type, size, storage_path, storage_key) values
              ('f11e0000-0000-4000-8000-000000000007', 'ann', 'a', 'a/b', 1, 'p', '%1$s');
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, created_at, updated_at)
            values ('ann', 'f11e0000-0000-4000-8000-000000000007', 1, 1, 'a/b', '%1$s',
              now() - interval '2 days', now() - interval '2 days');
            """.formatted(UNHEARD_OF));
        for (var key : List.of(SECOND_VERSION, TRASHED, UNHEARD_OF)) {
            bucket.put(key, 1, "");
        }
    }

    @AfterEach
    void close() throws IOException {
        kontor.close();
        proxy.close();
        bucket.close();
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void whoTalksToS3FailsInTimeAndItsNextRunDoesItAll(Fault fault) throws Exception {
        fault.begin(proxy);

        var isDone = Race.between(
                () -> isDoneInTime(this::confirm),
                () -> isDoneInTime(this::purgeUnfinished),
                () -> isDoneInTime(this::purgeTrash));
        assertThat(isDone.subList(0, 2)).containsOnly(false);
        var routes = new EveryRoute(kontor);
        for (var function : List.of("CreateFile", "AddVersion", "UploadFile", "DownloadFile", "DownloadPublicShare")) {
            assertThat(routes.answer(function).response().status()).as(function).isIn(200, 201);
        }
        assertThat(uploaded()).doesNotContain(SECOND_VERSION, UNHEARD_OF);
        // S3 may have deleted it before its answer was cut.
        assertThat(queue().contains(TRASHED)).isEqualTo(bucket.keys().contains(TRASHED));

        proxy.recover();

        assertThat(confirm()).isEqualTo(Map.of("confirmed", 1));
        assertThat(purgeUnfinished()).isEqualTo(Map.of("deleted", 0));
        assertThat(purgeTrash()).containsKey("objects");
        assertThat(uploaded()).contains(SECOND_VERSION, UNHEARD_OF);
        assertThat(queue()).isEmpty();
        assertThat(bucket.keys()).doesNotContain(TRASHED);
    }

    @ParameterizedTest
    @EnumSource
    void anUploadInPartsIsAnsweredThatStorageIsAway(Fault fault) throws SQLException {
        database.execute("""
            update file_versions set is_uploaded = false, multipart_upload_id = null
            where part_size is not null
            """);
        for (var version : List.of(1, 3)) {
            begin(version);
        }
        fault.begin(proxy);
        var routes = new EveryRoute(kontor);

        // S3 may have ended the upload before its answer was cut.
        var functions = fault == Fault.SILENT
                ? List.of("GetUpload", "CompleteUpload", "DeleteUpload")
                : List.of("GetUpload", "CompleteUpload");
        for (var function : functions) {
            var answer = routes.answer(function);
            answer.response().isProblem(503, "SERVICE_UNAVAILABLE");
            assertThat(answer.response().header("Retry-After")).as(function).isNotEmpty();
            assertThat(answer.time()).as(function).isLessThan(IN_TIME.plusSeconds(2));
        }
    }

    private void begin(int version) {
        var id = UUID.fromString("0b9ec700-0000-4000-8000-0000000000a" + version);
        var _ = kontor.multipartUploads().sign(Store.USER, id, List.of(1)).orElseThrow();
    }

    private static boolean isDoneInTime(Supplier<Map<String, Integer>> run) {
        var begin = System.nanoTime();
        try {
            var _ = run.get();
            return true;
        } catch (StorageUnavailableException e) {
            return false;
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_TIME);
        }
    }

    private Map<String, Integer> confirm() {
        try {
            var event = Files.readString(Project.ROOT.resolve("events/ConfirmUpload.json"));
            return kontor.within(ConfirmUpload::new)
                    .handleRequest(Lambda.event(S3Event.class, event), new LambdaContext());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Integer> purgeUnfinished() {
        return kontor.within(PurgeUnfinishedUploads::new)
                .handleRequest(Map.of(), new LambdaContext(() -> PLENTY_MILLIS));
    }

    private Map<String, Integer> purgeTrash() {
        return kontor.within(PurgeTrash::new).handleRequest(Map.of(), new LambdaContext(() -> PLENTY_MILLIS));
    }

    private List<String> queue() throws SQLException {
        return database.query("select storage_key from object_deletions");
    }

    private List<String> uploaded() throws SQLException {
        return database.query("select storage_key from file_versions where is_uploaded");
    }
}
