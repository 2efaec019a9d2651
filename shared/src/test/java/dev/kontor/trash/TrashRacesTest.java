package dev.kontor.trash;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.folders.Folder;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Races in the trash. A second store on the same database stands for a second process. The
/// invariants hold after each race, whatever its outcome.
@Tag("slow")
final class TrashRacesTest {

    private static final int ROUNDS = Repetitions.of(10, 80);

    /// How often it is tried until either side has won.
    private static final int ROUNDS_MAX = 200;

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    private Folder parent;
    private Folder folder;
    private File file;

    @BeforeEach
    void fill() {
        parent = store.folder("parent", null);
        folder = store.folder("folder", parent);
        file = store.file("file", folder);
    }

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    @Test
    void ofTwoRestoresOneBringsItBack() throws SQLException {
        race(
                () -> store.trash().restore(USER, folder.id()),
                () -> elsewhere.trash().restore(USER, folder.id()),
                (first, second) -> {
                    assertThat(isOk(first)).isNotEqualTo(isOk(second));
                    assertThat(isAlive(folder)).isTrue();
                    assertThat(isAlive(file)).isTrue();
                },
                Set.of(true, false));
    }

    @Test
    void whatIsRestoredIntoAFolderThatIsBeingDeletedIsNeverAliveInTheTrash() throws SQLException {
        race(
                () -> store.trash().restore(USER, folder.id()),
                () -> elsewhere.folders().delete(USER, parent.id(), IfMatch.ANY),
                (restored, deleted) -> {
                    assertThat(isOk(restored)).isTrue();
                    assertThat(isOk(deleted)).isTrue();
                    assertThat(isAlive(file)).isEqualTo(isAlive(folder));
                },
                Set.of());
    }

    @Test
    void whatIsRestoredWhileItsNameIsBeingTakenIsRenamedOrKeepsIt() throws SQLException {
        race(
                () -> store.trash().restore(USER, file.id()),
                () -> elsewhere.files().create(USER, newFile("file", folder)),
                (restored, created) -> {
                    assertThat(isOk(restored)).isTrue();
                    var names = query("select name from files where not is_deleted order by 1");
                    assertThat(names).isIn(List.of("file"), List.of("file", "file (2)"));
                    assertThat(isOk(created)).isEqualTo(names.size() == 2);
                },
                Set.of(),
                true);
    }

    @Test
    void whatIsRestoredWhileItIsDeletedForGoodIsWhollyAliveOrWhollyGone() throws SQLException {
        race(
                () -> store.trash().restore(USER, folder.id()),
                () -> elsewhere.trash().delete(USER, folder.id(), IfMatch.ANY),
                (restored, deleted) -> {
                    assertThat(isOk(restored)).isNotEqualTo(isOk(deleted));
                    assertThat(isAlive(folder)).isEqualTo(isOk(restored));
                    assertThat(isAlive(file)).isEqualTo(isOk(restored));
                    value(store.trash().purge()); // what the restore still had its hand on
                    assertThat(query("select count(*) from file_versions")).containsExactly(isOk(restored) ? "1" : "0");
                },
                Set.of(true, false));
    }

    @Test
    void whatIsRestoredWhileTheTrashIsEmptiedIsWhollyAliveOrWhollyGone() throws SQLException {
        race(
                () -> store.trash().restore(USER, folder.id()),
                () -> elsewhere.trash().empty(USER),
                (restored, emptied) -> {
                    assertThat(isOk(emptied)).isTrue();
                    assertThat(isAlive(folder)).isEqualTo(isOk(restored));
                    assertThat(isAlive(file)).isEqualTo(isOk(restored));
                },
                Set.of(true, false));
    }

    @Test
    void whatLayInAFolderThatIsDeletedForGoodComesBackAtTheTop() throws SQLException {
        race(
                () -> store.trash().restore(USER, file.id()),
                () -> elsewhere.trash().delete(USER, folder.id(), IfMatch.ANY),
                (restored, deleted) -> {
                    assertThat(isOk(restored)).isTrue();
                    assertThat(isOk(deleted)).isTrue();
                    assertThat(query("select parent_folder_id from files where not is_deleted"))
                            .containsExactly("null");
                    assertThat(isAlive(folder)).isFalse();
                },
                Set.of(),
                true,
                () -> store.folders().delete(USER, folder.id(), IfMatch.ANY));
    }

    private interface Check {
        void of(Result<?> first, Result<?> second) throws SQLException;
    }

    /// With a folder in the trash that holds a file.
    private void race(Supplier<Result<?>> first, Supplier<Result<?>> second, Check check, Set<Boolean> both)
            throws SQLException {
        race(first, second, check, both, false);
    }

    /// @param both what the first came to in some round, at least
    /// @param alone whether the file was deleted alone, and the folder is alive
    @SafeVarargs
    private void race(
            Supplier<Result<?>> first,
            Supplier<Result<?>> second,
            Check check,
            Set<Boolean> both,
            boolean alone,
            Supplier<Result<?>>... before)
            throws SQLException {
        var outcomes = new HashSet<Boolean>();
        for (var round = 0; round < ROUNDS || (round < ROUNDS_MAX && !outcomes.containsAll(both)); round++) {
            empty();
            fill();
            value(
                    alone
                            ? store.files().delete(USER, file.id(), IfMatch.ANY)
                            : store.folders().delete(USER, folder.id(), IfMatch.ANY));
            for (var step : before) {
                value(step.get());
            }
            var results = Race.<Result<?>>inRound(round, first, second);
            check.of(results.getFirst(), results.getLast());
            results.forEach(TrashRacesTest::assertRefusedWell);
            Invariants.assertHold(store.postgres());
            outcomes.add(isOk(results.getFirst()));
        }
        assertThat(outcomes).as("the race was won by either side at times").containsAll(both);
    }

    /// Much faster than to truncate, which makes new files for each table and each index.
    private void empty() throws SQLException {
        store.postgres().execute("""
            set session_replication_role = replica;
            delete from shares; delete from file_tags; delete from file_versions;
            delete from files; delete from folders; delete from trash_items; delete from storage_totals;
            """);
    }

    private static void assertRefusedWell(Result<?> result) {
        if (result instanceof Result.Err<?> error) {
            assertThat(error.code()).isIn(ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.DUPLICATE_ENTRY);
        }
    }

    private static boolean isOk(Result<?> result) {
        return result instanceof Result.Ok;
    }

    private boolean isAlive(Folder which) {
        return isOk(store.folders().get(USER, which.id()));
    }

    private boolean isAlive(File which) {
        return isOk(store.files().get(USER, which.id()));
    }

    private List<String> query(String sql) throws SQLException {
        return store.postgres().query(sql);
    }
}
