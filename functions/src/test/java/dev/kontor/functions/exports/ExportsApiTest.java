package dev.kontor.functions.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.storage.PurgeUnfinishedUploads;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.functions.trash.PurgeTrash;
import dev.kontor.migrations.testing.ContentBucket;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import dev.kontor.storage.StorageUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Exports as clients see them, with the function that S3's events call.
final class ExportsApiTest {

    private static final String PATH = "/v1/me/exports";
    private static final int PLENTY_MILLIS = (int) Limits.EXPORT_FUNCTION_TIMEOUT.toMillis();

    private static final ContentBucket BUCKET = ContentBucket.start();
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();
    private static final Api API = api();
    private static final Kontor KONTOR = new Kontor(ENVIRONMENT);

    private final Api.User ada = API.newUser();

    private static Api api() {
        var database = TestPostgres.createMigratedDatabase();
        ENVIRONMENT.putAll(database.environment());
        ENVIRONMENT.putAll(BUCKET.environment());
        return Api.on(database, ENVIRONMENT);
    }

    @BeforeEach
    void empty() throws SQLException {
        API.database().execute("delete from exports");
        BUCKET.heal();
        BUCKET.objects().clear();
    }

    @AfterAll
    static void close() {
        API.close();
        KONTOR.close();
        BUCKET.close();
    }

    @Test
    void anExportIsBegunWrittenAndDownloaded() throws IOException {
        ada.file("a", ada.folder("b"));
        var begun = ada.post(PATH).is(202);
        var path = begun.header("Location");
        assertThat(path).isEqualTo(PATH + "/" + begun.text("id"));
        assertThat(begun.text("status")).isEqualTo("running");
        assertThat(begun.object()).containsEntry("url", null).containsEntry("expiresAt", null);
        assertThat(woken()).containsExactly("export-steps/" + begun.text("id"));

        writeAll();

        assertThat(woken()).isEmpty();
        var ready = ada.get(path).is(200);
        assertThat(ready.text("status")).isEqualTo("ready");
        var url = URI.create(ready.text("url"));
        assertThat(url.getQuery()).contains("response-content-disposition=attachment; filename=\"export-20");
        assertThat(names(url.getPath().split("/", 3)[2]))
                .contains("README.txt", "files/b/", "data/files.json", "data/transactions.json");
        API.newUser().get(path).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.get(PATH + "/x").names("id");
    }

    @Test
    void whoAsksAgainGetsTheSameWhileItIsRunningOrFresh() throws SQLException {
        var first = ada.post(PATH).is(202);
        assertThat(ada.post(PATH).is(202).text("id")).isEqualTo(first.text("id"));
        writeAll();
        var ready = ada.post(PATH).is(202);
        assertThat(ready.text("id")).isEqualTo(first.text("id"));
        assertThat(ready.text("status")).isEqualTo("ready");
        assertThat(ready.object()).containsEntry("url", null);
        assertThat(woken()).isEmpty();

        API.database().execute("update exports set created_at = created_at - interval '24 hours'");
        assertThat(ada.post(PATH).is(202).text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void aKeyIsHonouredAndARepetitionWakesAnExportAgain() {
        var call = ada.call("POST", PATH).header("idempotency-key", "k");
        var first = API.send(call).is(202);
        BUCKET.objects().clear();

        var replayed = API.send(call).is(202);

        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.body()).isEqualTo(first.body());
        assertThat(woken()).hasSize(1);
        API.send(call.json("{\"a\": 1}")).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        API.send(call.header("idempotency-key", "")).names("Idempotency-Key");
    }

    @Test
    void whoAsksAgainAndAgainWakesItOnce() {
        var before = BUCKET.stored();
        for (var i = 0; i < 20; i++) {
            ada.post(PATH).is(202);
        }
        assertThat(BUCKET.stored() - before).isEqualTo(1);
    }

    @Test
    void whileTheFirstIsUnderWayItsRepetitionIsAConflict() throws Exception {
        var call = ada.call("POST", PATH).header("idempotency-key", "k");
        try (var owner = API.database().connect();
                var statement = owner.createStatement();
                var executor = Executors.newSingleThreadExecutor()) {
            owner.setAutoCommit(false);
            statement.execute("lock table exports in share mode");
            var first = executor.submit(() -> API.send(call));
            while (!isWaiting() && !first.isDone()) {
                Thread.sleep(5);
            }
            var repetition = API.send(call);
            owner.rollback();
            repetition.isProblem(409, "CONFLICT");
            first.get().is(202);
        }
    }

    @Test
    void withoutS3NothingIsLost() {
        var call = ada.call("POST", PATH).header("idempotency-key", "k");
        BUCKET.failAfter(0, false);
        API.send(call).isProblem(503, "SERVICE_UNAVAILABLE");
        BUCKET.heal();

        var again = API.send(call).is(202);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        writeAll();
        assertThat(ada.get(again.header("Location")).text("status")).isEqualTo("ready");
    }

    @Test
    void aStepThatIsShortOfTimeWakesTheNext() {
        var path = ada.post(PATH).is(202).header("Location");
        var left = new AtomicInteger(5);

        var key = woken().first();
        BUCKET.objects().clear();
        write(key, () -> left.getAndDecrement() > 0 ? PLENTY_MILLIS : 1_000);

        assertThat(woken()).containsExactly(key);
        assertThat(ada.get(path).text("status")).isEqualTo("running");
        writeAll();
        assertThat(ada.get(path).text("status")).isEqualTo("ready");
    }

    @Test
    void aStepWaitsOnceForASignOfLifeOfAnother() throws SQLException {
        var id = ada.post(PATH).is(202).text("id");
        var key = woken().first();
        hold(id, "1 second");
        assertThat(write(key, () -> PLENTY_MILLIS)).isEqualTo(1);
        assertThat(ada.get(PATH + "/" + id).text("status")).isEqualTo("ready");
    }

    @Test
    void aStepGoesAtASignOfLifeOfAnother() throws Exception {
        var id = ada.post(PATH).is(202).text("id");
        var key = woken().first();
        hold(id, "1 minute");
        try (var executor = Executors.newSingleThreadExecutor()) {
            var second = executor.submit(() -> write(key, () -> PLENTY_MILLIS));
            Thread.sleep(500);
            hold(id, "5 minutes");
            assertThat(second.get(10, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void otherObjectsAreLeftAlone() {
        assertThat(write("export-steps/x", () -> PLENTY_MILLIS)).isZero();
        assertThat(write("export-steps/00000000-0000-4000-8000-00000000dead", () -> PLENTY_MILLIS))
                .isEqualTo(1);
    }

    @Test
    void whatIsOverIsDeletedWithItsObject() throws SQLException {
        var path = ada.post(PATH).is(202).header("Location");
        writeAll();
        API.database().execute("update exports set expires_at = now() - interval '1 second'");
        ada.get(path).isProblem(404, "RESOURCE_NOT_FOUND");

        cleanUp();
        KONTOR.within(PurgeTrash::new).handleRequest(Map.of(), new LambdaContext(() -> PLENTY_MILLIS));

        assertThat(API.database().query("select count(*) from exports")).containsExactly("0");
        assertThat(BUCKET.objects()).isEmpty();
    }

    @Test
    void anExportWhoseEventWasLostIsWokenAndOneThatTakesTooLongIsGivenUp() throws SQLException {
        var path = ada.post(PATH).is(202).header("Location");
        BUCKET.objects().clear();
        cleanUp();
        assertThat(woken()).isEmpty();

        age("updated_at", "3 hours");
        cleanUp();
        assertThat(woken()).hasSize(1);
        assertThat(KONTOR.exports().oldestWaiting().orElseThrow())
                .isGreaterThan(Duration.ofHours(3).minus(Limits.EXPORT_SILENCE_MAX.plusMinutes(1)));

        age("created_at", "7 days");
        cleanUp();
        assertThat(ada.get(path).text("status")).isEqualTo("failed");
        writeAll();
        assertThat(ada.get(path).text("status")).isEqualTo("failed");
    }

    @Test
    void aStepThatFailsIsCalledAgainByLambda() {
        var path = ada.post(PATH).is(202).header("Location");
        var key = woken().first();
        BUCKET.failAfter(0, false);
        assertThatThrownBy(() -> write(key, () -> PLENTY_MILLIS)).isInstanceOf(StorageUnavailableException.class);
        BUCKET.heal();

        assertThat(write(key, () -> PLENTY_MILLIS)).isEqualTo(1);
        assertThat(ada.get(path).text("status")).isEqualTo("ready");
    }

    /// Calls the function for each object that wakes an export, as S3 does.
    private static void writeAll() {
        for (var key : woken()) {
            write(key, () -> PLENTY_MILLIS);
        }
    }

    private static int write(String key, IntSupplier millisLeft) {
        var handler = KONTOR.within(WriteExport::new);
        var event = Lambda.event(S3Event.class, """
            {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
             "eventTime": "2026-01-01T00:00:00.000Z",
             "s3": {"bucket": {"name": "kontor-test"}, "object":
               {"key": "%s", "size": 0, "sequencer": "0055AED6DCD90281E5"}}}]}
            """.formatted(key));
        return Objects.requireNonNull(
                handler.handleRequest(event, new LambdaContext(millisLeft)).get("finished"));
    }

    private static boolean isWaiting() throws SQLException {
        return !API.database().query("""
            select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            """).isEmpty();
    }

    private static void cleanUp() {
        KONTOR.within(PurgeUnfinishedUploads::new).handleRequest(Map.of(), new LambdaContext(() -> PLENTY_MILLIS));
    }

    private static SortedSet<String> woken() {
        var keys = new TreeSet<>(BUCKET.objects().keySet());
        keys.removeIf(key -> !key.startsWith("export-steps/"));
        return keys;
    }

    private static Set<String> names(String key) throws IOException {
        var names = new TreeSet<String>();
        var archive = Objects.requireNonNull(BUCKET.objects().get(key));
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static void hold(String id, String time) throws SQLException {
        API.database().execute("""
            update exports set lease_id = gen_random_uuid(), lease_expires_at = now() + interval '%s' where id = '%s'
            """.formatted(time, id));
    }

    /// The trigger would set `updated_at` anew.
    private static void age(String column, String time) throws SQLException {
        for (var statement : List.of(
                "alter table exports disable trigger touch_updated_at",
                "update exports set %1$s = %1$s - interval '%2$s'".formatted(column, time),
                "alter table exports enable trigger touch_updated_at")) {
            API.database().execute(statement);
        }
    }
}
