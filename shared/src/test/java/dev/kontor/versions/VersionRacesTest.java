package dev.kontor.versions;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.storage.StoredObject;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Races for the versions of one file. Two stores stand for two processes.
@Tag("slow")
final class VersionRacesTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(3, 10);

    private final Store store = Store.open();
    private final Store another = Store.on(store.postgres());
    private File file;

    @BeforeEach
    void makeAFile() {
        file = store.file("a.txt", null);
    }

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        another.close();
        store.close();
    }

    @Test
    void numbersHaveNoGapsAndNoRepeatsWhenManyAddAndRestoreAtOnce() {
        store.upload(file, 1, 5);
        var made = new ArrayList<Integer>();
        for (var round = 0; round < ROUNDS; round++) {
            made.addAll(Race.of(
                    THREADS,
                    number -> number % 4 == 0
                            ? value(at(number).versions().restore(USER, file.id(), 1))
                                    .version()
                            : add(at(number))));
        }

        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, 1 + ROUNDS * THREADS).boxed().toList());
    }

    @Test
    void keyedRequestsAreNumberedAsWell() {
        var made = Race.of(THREADS, number -> value(addOnce(number)));

        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, 1 + THREADS).boxed().toList());
    }

    @Test
    void ofVersionsThatArriveAtOnceInAnyOrderTheNewestIsCurrent() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var many = store.file("file " + round, null);
            for (var i = 2; i <= THREADS; i++) {
                value(store.versions().add(USER, many.id(), small()));
            }
            var keys = IntStream.rangeClosed(1, THREADS)
                    .mapToObj(v -> StorageKey.of(store.storageKey(many, v)).orElseThrow())
                    .toList();

            var confirmed = Race.of(
                    THREADS,
                    number -> value(
                            at(number).uploads().confirm(keys.get(number), new StoredObject(100 + number, null))));

            assertThat(confirmed).containsOnly(true);
            var read = value(store.files().get(USER, many.id()));
            assertThat(read.currentVersion()).isEqualTo(THREADS);
            assertThat(read.size()).isEqualTo(100 + THREADS - 1);
            Invariants.assertHold(store.postgres());
        }
    }

    @Test
    void aVersionAddedOrRestoredWhileItsFileGoesToTheTrashIsThereOrRefused() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var some = store.file("file " + round, null);
            store.upload(some, 1, 5);

            var results = Race.<Result<?>>between(
                    () -> store.files().delete(USER, some.id(), IfMatch.ANY),
                    () -> another.versions().add(USER, some.id(), small()),
                    () -> another.versions().restore(USER, some.id(), 1));

            assertThat(results.getFirst()).isInstanceOf(Result.Ok.class);
            for (var result : results.subList(1, 3)) {
                if (result instanceof Result.Err<?>) {
                    assertThat(code(result)).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
                }
            }
            var made = results.subList(1, 3).stream()
                    .filter(r -> r instanceof Result.Ok)
                    .count();
            assertThat(versions(some)).hasSize(1 + (int) made);
            Invariants.assertHold(store.postgres());
        }
    }

    @Test
    void aVersionRestoredWhileItsFileIsPurgedIsThereOrRefusedAndNoObjectIsLost() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var some = store.file("file " + round, null);
            store.upload(some, 1, 5);
            var key = store.storageKey(some, 1);

            var results = Race.<Object>between(
                    () -> purge(some), () -> another.versions().restore(USER, some.id(), 1));

            if (results.getLast() instanceof Result.Err<?> refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            }
            assertThat(versions(some)).isEmpty();
            assertThat(store.postgres().query("select storage_key from object_deletions"))
                    .contains(key);
            Invariants.assertHold(store.postgres());
        }
    }

    private boolean purge(File some) {
        try {
            store.postgres().execute("delete from files where id = '%s'".formatted(some.id()));
            return true;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int add(Store there) {
        return value(there.versions().add(USER, file.id(), small())).version().version();
    }

    private Result<Integer> addOnce(int number) {
        var at = at(number);
        var request = new KeyedRequest(USER, "AddVersion", "key " + number, Sha256.hex(""));
        return at.idempotencyKeys().once(request, () -> added(at), String::valueOf, Integer::valueOf);
    }

    private Result<Integer> added(Store at) {
        return at.versions()
                .add(USER, file.id(), small())
                .map(added -> added.version().version());
    }

    private Store at(int number) {
        return number % 2 == 0 ? store : another;
    }

    private static NewVersion small() {
        return new NewVersion(1, null, null);
    }

    private List<String> versions(File some) throws SQLException {
        return store.postgres().query("select version from file_versions where file_id = '%s'".formatted(some.id()));
    }
}
