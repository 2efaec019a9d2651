package dev.kontor.functions.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scheduled purge: what is past its time goes, rows first and then objects.
@Tag("slow")
final class PurgeTrashTest {

    private static final int PLENTY_MILLIS = 900_000;
    private static final int OLD = 2 * Limits.PURGE_ROWS_PER_STATEMENT + 1;

    private TestDatabase database;
    private TestBucket bucket;
    private Kontor kontor;

    @BeforeEach
    void trashManyOldFilesAndThreeNewOnes() throws SQLException, IOException {
        database = TestPostgres.createMigratedDatabase();
        bucket = TestBucket.start();
        kontor = new Kontor(environment(Map.of()));
        for (var i = 1; i <= OLD + 3; i++) {
            bucket.put("files/" + i, 1, "");
        }
        database.execute("""
            insert into files (
              user_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at, created_at)
            select 'ann', 'file', 'a/b', 1, 'p', 'files/' || i, true,
              now() - case when i <= %1$d then interval '30 days 1 minute' else interval '29 days' end,
              now() - interval '1 year'
            from generate_series(1, %1$d + 3) as i;
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
            select user_id, id, 1, 1, 'a/b', storage_key from files;
            insert into trash_items (user_id, file_id, created_at) select user_id, id, deleted_at from files;
            """.formatted(OLD));
    }

    @AfterEach
    void close() {
        kontor.close();
        bucket.close();
    }

    @Test
    void whatIsPastItsTimeGoesRowsAndObjectsAndNothingElse() throws SQLException {
        assertThat(purge(() -> PLENTY_MILLIS))
                .isEqualTo(Map.of("expired", OLD, "rows", OLD, "erasures", 0, "objects", OLD));

        for (var table : List.of("files", "file_versions", "trash_items")) {
            assertThat(count(table)).as(table).isEqualTo(3);
        }
        assertThat(count("object_deletions")).isZero();
        assertThat(bucket.keys())
                .containsExactlyInAnyOrder("files/" + (OLD + 1), "files/" + (OLD + 2), "files/" + (OLD + 3));
        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("expired", 0, "rows", 0, "erasures", 0, "objects", 0));
    }

    @Test
    void itIsTheOperatorWhoSaysForHowLong() {
        try (var longer = new Kontor(environment(Map.of("TRASH_RETENTION_DAYS", "31")))) {
            assertThat(purge(longer, () -> PLENTY_MILLIS)).containsEntry("expired", 0);
        }
        try (var shorter = new Kontor(environment(Map.of("TRASH_RETENTION_DAYS", "28")))) {
            assertThat(purge(shorter, () -> PLENTY_MILLIS)).containsEntry("expired", OLD + 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3651", "a month", "1.5"})
    void whatIsNoNumberOfDaysStopsItAtStart(String days) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Kontor(environment(Map.of("TRASH_RETENTION_DAYS", days))))
                .withMessageStartingWith("TRASH_RETENTION_DAYS is malformed")
                .withMessageNotContaining("a month");
    }

    @Test
    void aRunThatIsShortOfTimeStopsAndTheNextGoesOn() throws SQLException {
        // What is left at the start, before each of two batches, and from then on.
        var remaining = new ArrayDeque<>(List.of(PLENTY_MILLIS, PLENTY_MILLIS, PLENTY_MILLIS));

        assertThat(purge(() -> remaining.isEmpty() ? 1_000 : remaining.remove()))
                .isEqualTo(Map.of("expired", OLD - 1, "rows", 0, "erasures", 0, "objects", 0));

        assertThat(count("files")).isEqualTo(OLD + 3);
        assertThat(purge(() -> PLENTY_MILLIS))
                .isEqualTo(Map.of("expired", 1, "rows", OLD, "erasures", 0, "objects", OLD));
    }

    @Test
    void rowsLeaveHalfOfTheTimeToTheObjects() throws SQLException {
        purge(() -> PLENTY_MILLIS);
        database.execute("insert into object_deletions (storage_key) values ('files/late')");
        trashAgain();
        // More than half is left for the first batch of each kind of row, and then no more.
        var remaining = new ArrayDeque<>(List.of(200_000, 90_000, 90_000));

        assertThat(purge(() -> remaining.isEmpty() ? 90_000 : remaining.remove()))
                .isEqualTo(Map.of("expired", 0, "rows", 0, "erasures", 0, "objects", 1));
    }

    @Test
    void anObjectThatIsNotDeletedStaysInTheQueueAndIsTriedAgain() throws SQLException {
        for (var i = 1; i <= OLD; i++) {
            bucket.refuse("files/" + i, 503);
        }
        assertThat(purge(() -> PLENTY_MILLIS))
                .isEqualTo(Map.of("expired", OLD, "rows", OLD, "erasures", 0, "objects", 0));

        assertThat(count("object_deletions")).isEqualTo(OLD);
        assertThat(bucket.keys()).hasSize(OLD + 3);

        for (var i = 1; i <= OLD; i++) {
            bucket.refuse("files/" + i, 204);
        }
        assertThat(purge(() -> PLENTY_MILLIS))
                .isEqualTo(Map.of("expired", 0, "rows", 0, "erasures", 0, "objects", OLD));
        assertThat(count("object_deletions")).isZero();
    }

    @Test
    void objectsAreDeletedAlsoWhenTheRowsCannotBe() throws SQLException {
        database.execute("""
            insert into object_deletions (storage_key) values ('files/late');
            revoke delete on files from kontor_app;
            """);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> purge(() -> PLENTY_MILLIS))
                .withMessageContaining("permission denied");

        assertThat(count("object_deletions")).isZero();
    }

    @Test
    void anErasureThatWasNotFinishedGoesOn() throws SQLException {
        purge(() -> PLENTY_MILLIS);
        database.execute("insert into erasures (user_id) values ('ann')");

        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("expired", 0, "rows", 0, "erasures", 1, "objects", 3));

        assertThat(count("files")).isZero();
        assertThat(count("erasures")).isZero();
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void erasuresGoOnAlsoWhenTheTrashCannotBeEmptied() throws SQLException {
        database.execute("""
            insert into user_settings (user_id) values ('eve');
            insert into erasures (user_id) values ('eve');
            revoke update on trash_items from kontor_app;
            """);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> purge(() -> PLENTY_MILLIS))
                .withMessageContaining("permission denied");

        assertThat(count("user_settings")).isZero();
        assertThat(count("erasures")).isZero();
    }

    private void trashAgain() throws SQLException {
        database.execute("update trash_items set created_at = now() - interval '31 days'");
    }

    private Map<String, Integer> purge(IntSupplier millisLeft) {
        return purge(kontor, millisLeft);
    }

    private static Map<String, Integer> purge(Kontor on, IntSupplier millisLeft) {
        return on.within(PurgeTrash::new).handleRequest(Map.of(), new LambdaContext(millisLeft));
    }

    private Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(database.environment());
        environment.putAll(bucket.environment());
        environment.putAll(more);
        return environment;
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(database.query("select count(*) from " + table).getFirst());
    }
}
