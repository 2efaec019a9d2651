package dev.kontor.tree;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.moveFile;
import static dev.kontor.testing.Store.moveFolder;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.renameFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.folders.Folder;
import dev.kontor.folders.NewFolder;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Races in one tree. A second store on the same database stands for a second process. The
/// invariants hold after each race, whatever its outcome.
@Tag("slow")
final class TreeRacesTest {

    private static final int ROUNDS = Repetitions.of(15, 150);

    /// How often it is tried until either side has won.
    private static final int ROUNDS_MAX = 500;

    private static final int CROWDS = Repetitions.of(3, 20);
    private static final int THREADS = 16;

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    @Test
    void aFileMadeInAFolderThatIsBeingDeletedIsNeverLeftAlive() {
        raceWithDelete(
                (top, below, round) -> store.files().create(USER, newFile("file", below)),
                ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aFolderMadeInAFolderThatIsBeingDeletedIsNeverLeftAlive() {
        raceWithDelete(
                (top, below, round) -> store.folders().create(USER, new NewFolder("folder", below.id(), null)),
                ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aFileRenamedToBeMadeInAFolderThatIsBeingDeletedIsNeverLeftAlive() {
        raceWithDelete(
                (top, below, round) -> store.files().createRenaming(USER, newFile("taken", below)),
                ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aFileMovedIntoAFolderThatIsBeingDeletedIsNeverLeftAlive() {
        raceWithDelete(
                (top, below, round) -> {
                    var file = store.file("file " + round, null);
                    return store.files().update(USER, file.id(), moveFile(below.id()), IfMatch.ANY);
                },
                ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aFolderMovedIntoAFolderThatIsBeingDeletedIsNeverLeftAlive() {
        raceWithDelete(
                (top, below, round) -> {
                    var folder = store.folder("folder " + round, null);
                    store.file("inside", folder);
                    return store.folders().update(USER, folder.id(), moveFolder(below.id()), IfMatch.ANY);
                },
                ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aFolderMovedOutOfAFolderThatIsBeingDeletedIsAliveOrDeletedWhole() {
        raceWithDelete(
                (top, below, round) -> store.folders().update(USER, below.id(), moveFolder(null), IfMatch.ANY),
                ErrorCode.RESOURCE_NOT_FOUND,
                ErrorCode.DUPLICATE_ENTRY);
    }

    @Test
    void aFileDeletedWithItsFolderAtOnceIsInOneBatchOnly() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var folder = store.folder("folder " + round, null);
            var file = store.file("file", folder);

            Race.<Result<?>>between(
                    () -> elsewhere.folders().delete(USER, folder.id(), IfMatch.ANY),
                    () -> store.files().delete(USER, file.id(), IfMatch.ANY));
        }
        assertThat(store.postgres().query("select count(*) from files where not is_deleted"))
                .containsExactly("0");
    }

    @Test
    void aFolderDeletedTwiceAtOnceIsDeletedOnce() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var top = store.folder("top " + round, null);
            var below = store.folder("below", top);

            Race.<Result<?>>between(
                    () -> elsewhere.folders().delete(USER, top.id(), IfMatch.ANY),
                    () -> store.folders().delete(USER, below.id(), IfMatch.ANY));
        }
        assertThat(store.postgres().query("select count(*) from folders where not is_deleted"))
                .containsExactly("0");
    }

    @Test
    void ofManyFilesOfOneNameMadeAtOnceOneIsMade() {
        for (var round = 0; round < CROWDS; round++) {
            var folder = store.folder("folder " + round, null);
            assertOneWins(number -> () -> at(number).files().create(USER, newFile("Same", folder)));
            assertThat(namesIn(folder)).containsExactly("Same");
        }
    }

    @Test
    void ofManyFoldersOfOneNameMadeAtOnceOneIsMade() {
        for (var round = 0; round < CROWDS; round++) {
            var name = "folder " + round;
            assertOneWins(number -> () -> at(number).folders().create(USER, new NewFolder(name, null, null)));
        }
    }

    @Test
    void ofManyFilesOfOneNameMadeAtOnceAllAreMadeUnderNumbersIfAsked() {
        for (var round = 0; round < CROWDS; round++) {
            var folder = store.folder("folder " + round, null);

            var made = Race.of(
                    THREADS,
                    number -> value(at(number).files().createRenaming(USER, newFile("a.txt", folder)))
                            .file());

            var expected = IntStream.rangeClosed(1, THREADS)
                    .mapToObj(number -> number == 1 ? "a.txt" : "a (" + number + ").txt");
            assertThat(made).extracting(File::name).containsExactlyInAnyOrderElementsOf(expected.toList());
        }
    }

    @Test
    void ofManyFoldersOfOneNameMadeAtOnceAllAreMadeUnderNumbersIfAsked() {
        var made = Race.of(
                THREADS, number -> value(at(number).folders().createRenaming(USER, new NewFolder("a.b", null, null))));

        assertThat(made).extracting(Folder::name).doesNotHaveDuplicates().contains("a.b", "a.b (2)", "a.b (16)");
    }

    @Test
    void ofManyKeyedFilesAndFoldersOfOneNameAllAreMadeUnderNumbersIfAsked() throws SQLException {
        for (var round = 0; round < 5; round++) {
            var folder = store.folder("folder " + round, null);

            var names = Race.of(
                    THREADS,
                    number -> value(once(
                            at(number),
                            "key " + number + " in " + folder.id(),
                            there -> number % 4 < 2 ? makeFile(there, folder) : makeFolder(there, folder))));

            assertThat(names).doesNotHaveDuplicates();
            assertThat(namesIn(folder)).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(store.postgres().query("select count(*) from idempotency_keys"))
                .containsExactly(Integer.toString(5 * THREADS));
    }

    private static Result<String> once(Store there, String key, Function<Store, Result<String>> work) {
        return there.idempotencyKeys()
                .once(
                        new KeyedRequest(USER, "Create", key, Sha256.hex(key)),
                        () -> work.apply(there),
                        name -> name,
                        name -> name);
    }

    private static Result<String> makeFile(Store there, Folder folder) {
        return there.files()
                .createRenaming(USER, newFile("a.txt", folder))
                .map(made -> made.file().name());
    }

    private static Result<String> makeFolder(Store there, Folder folder) {
        return there.folders()
                .createRenaming(USER, new NewFolder("b", folder.id(), null))
                .map(Folder::name);
    }

    @Test
    void ofManyFilesRenamedToOneNameAtOnceOneIsRenamed() {
        for (var round = 0; round < CROWDS; round++) {
            var folder = store.folder("folder " + round, null);
            var files = IntStream.range(0, THREADS)
                    .mapToObj(number -> store.file("file " + number, folder))
                    .toList();
            assertOneWins(number ->
                    () -> at(number).files().update(USER, files.get(number).id(), renameFile("same"), IfMatch.ANY));
        }
    }

    private interface Intrusion {
        Result<?> into(Folder top, Folder below, int round);
    }

    /// Does something in a folder while another process deletes a folder above it.
    private void raceWithDelete(Intrusion intrusion, ErrorCode... expected) {
        var outcomes = new EnumMap<ErrorCode, Integer>(ErrorCode.class);
        var successes = 0;
        var isDecided = false;
        for (var round = 0; round < ROUNDS || (round < ROUNDS_MAX && !isDecided); round++) {
            var number = round;
            var top = store.folder("top " + round, null);
            var below = store.folder("below", top);
            store.file("taken", below);

            var results = Race.<Result<?>>inRound(
                    round,
                    () -> intrusion.into(top, below, number),
                    () -> elsewhere.folders().delete(USER, top.id(), IfMatch.ANY));

            assertThat(results.getLast()).isInstanceOf(Result.Ok.class);
            switch (results.getFirst()) {
                case Result.Ok<?> ok -> successes++;
                case Result.Err<?> err -> outcomes.merge(err.code(), 1, Integer::sum);
            }
            isDecided = successes > 0 && !outcomes.isEmpty();
        }
        assertThat(expected).containsAll(outcomes.keySet());
        assertThat(Map.of("before", successes, "after", Collections.max(outcomes.values())))
                .as("the race was won by either side at times")
                .allSatisfy((side, times) -> assertThat(times).isPositive());
    }

    private interface Attempt {
        Supplier<Result<?>> by(int number);
    }

    private static void assertOneWins(Attempt attempt) {
        var results = Race.<Result<?>>of(THREADS, number -> attempt.by(number).get());

        assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(Result.Err.class::isInstance)
                .allMatch(result -> code(result) == ErrorCode.DUPLICATE_ENTRY);
    }

    private Store at(int number) {
        return number % 2 == 0 ? store : elsewhere;
    }

    private List<String> namesIn(Folder folder) {
        return value(store.folders().children(Store.byName(InFolder.of(folder.id()), 100))).items().stream()
                .map(child -> child.name())
                .toList();
    }
}
