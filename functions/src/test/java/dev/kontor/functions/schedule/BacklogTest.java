package dev.kontor.functions.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.idempotency.PurgeIdempotencyKeys;
import dev.kontor.functions.storage.PurgeUnfinishedUploads;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.functions.trash.PurgeTrash;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A clean-up that does not keep up says how far it is behind.
final class BacklogTest {

    private static final int HOUR = 3_600;
    private static final int SLACK_SECONDS = 60;

    private final TestDatabase database = TestPostgres.createMigratedDatabase();
    private final Kontor kontor = new Kontor(database.environment());

    @AfterEach
    void close() {
        kontor.close();
    }

    @Test
    void whereNothingWaitsItIsZero() throws SQLException {
        keepWhatIsNotDue();
        assertThat(seconds(PurgeIdempotencyKeys::new)).isZero();
        assertThat(seconds(PurgeUnfinishedUploads::new)).isZero();
        assertThat(seconds(PurgeTrash::new)).isZero();
    }

    @Test
    void aKeyWaitsSinceItExpired() throws SQLException {
        key("25 hours");
        key("27 hours");
        waits(3 * HOUR, PurgeIdempotencyKeys::new);
    }

    @Test
    void anUploadWaitsSinceItShouldHaveArrived() throws SQLException {
        file("28 hours");
        file("26 hours");
        waits(4 * HOUR, PurgeUnfinishedUploads::new);
    }

    @Test
    void anItemOfTheTrashWaitsSinceItsTimeWasOver() throws SQLException {
        trash("30 days 5 hours", false, "30 days 5 hours");
        trash("30 days 1 hour", true, "1 hour");
        waits(5 * HOUR, PurgeTrash::new);
    }

    @Test
    void whatWasDeletedForGoodWaitsSinceThen() throws SQLException {
        trash("29 days", true, "2 hours");
        trash("1 day", true, "6 hours");
        trash("30 days 1 hour", false, "30 days");
        waits(6 * HOUR, PurgeTrash::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 hours", "1 minute"})
    void anObjectWaitsSinceItWasQueuedAlsoWhereS3RefusedItSince(String refused) throws SQLException {
        trash("30 days 1 hour", false, "1 hour");
        database.execute("""
            insert into object_deletions (storage_key, created_at, updated_at)
            values ('files/a', now() - interval '7 hours', now() - interval '%s')
            """.formatted(refused));
        waits(7 * HOUR, PurgeTrash::new);
    }

    private void waits(int seconds, Supplier<RequestHandler<Map<String, Object>, Map<String, Integer>>> purge) {
        assertThat(seconds(purge)).isBetween(seconds, seconds + SLACK_SECONDS);
    }

    /// The metric of a run that has no time to clean anything up.
    private int seconds(Supplier<RequestHandler<Map<String, Object>, Map<String, Integer>>> purge) {
        var context = new LambdaContext(() -> 0);
        kontor.within(purge).handleRequest(Map.of(), context);
        assertThat(context.lines()).hasSize(1);
        Map<String, @Nullable Object> line = Lambda.object(context.lines().getFirst());
        assertThat(line).contains(entry("function", LambdaContext.FUNCTION));
        assertThat(String.valueOf(line.get("_aws"))).contains("OldestWaitingSeconds", "Seconds");
        return (int) Objects.requireNonNull(line.get("OldestWaitingSeconds"));
    }

    private void keepWhatIsNotDue() throws SQLException {
        key("23 hours");
        file("23 hours");
        trash("29 days", false, "29 days");
    }

    private void key(String age) throws SQLException {
        database.execute("""
            insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
            values ('ann', 'CreateTag', gen_random_uuid(), repeat('0', 64), '{}', now() - interval '%s')
            """.formatted(age));
    }

    private void file(String age) throws SQLException {
        database.execute("""
            with f as (
              insert into files (user_id, name, mime_type, size, storage_path, storage_key)
              values ('ann', gen_random_uuid(), 'a/b', 1, 'p', 'files/' || gen_random_uuid()) returning *
            )
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, created_at, updated_at)
            select user_id, id, 1, 1, 'a/b', storage_key, t, t from f, (select now() - interval '%s') as at (t)
            """.formatted(age));
    }

    private void trash(String age, boolean isPurged, String since) throws SQLException {
        database.execute("""
            with f as (
              insert into files (user_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at)
              values ('ann', 'file', 'a/b', 1, 'p', 'files/' || gen_random_uuid(), true, now()) returning *
            )
            insert into trash_items (user_id, file_id, created_at, is_purged, updated_at)
            select user_id, id, now() - interval '%s', %b, now() - interval '%s' from f
            """.formatted(age, isPurged, since));
    }
}
