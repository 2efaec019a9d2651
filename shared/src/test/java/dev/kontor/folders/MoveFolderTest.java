package dev.kontor.folders;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.moveFolder;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A second store on the same database stands for a second process. The invariants hold after every
/// test.
final class MoveFolderTest {

    private static final int ROUNDS = Repetitions.of(30, 200);

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    @Test
    @Tag("slow")
    void twoRacingMovesCannotMakeACycle() {
        for (var round = 0; round < ROUNDS; round++) {
            var a = store.folder("a" + round, null);
            var b = store.folder("b" + round, null);

            var moves = Race.<Result<Folder>>between(() -> move(store, a, b), () -> move(elsewhere, b, a));

            // Whoever came second found itself above its destination.
            assertThat(moves).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(moves)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(move -> code(move) == ErrorCode.CONFLICT);
        }
    }

    @Test
    @Tag("slow")
    void manyRacingMovesKeepTheFoldersAForest() {
        var folders = new ArrayList<Folder>();
        for (var i = 0; i < 12; i++) {
            folders.add(store.folder("folder " + i, i % 4 == 0 ? null : folders.get(i - 1)));
        }

        var moved = Race.of(8, number -> {
            var random = RandomGeneratorFactory.getDefault().create(number);
            var moves = 0;
            for (var round = 0; round < ROUNDS; round++) {
                var result = move(
                        number % 2 == 0 ? store : elsewhere,
                        folders.get(random.nextInt(12)),
                        folders.get(random.nextInt(12)));
                moves += result instanceof Result.Ok ? 1 : 0;
            }
            return moves;
        });

        assertThat(moved).allMatch(moves -> moves > 0);
    }

    @Test
    void aFolderGoesNeitherIntoItselfNorBelowItself() {
        var top = store.folder("top", null);
        var middle = store.folder("middle", top);
        var bottom = store.folder("bottom", middle);

        for (var destination : List.of(top, middle, bottom)) {
            var refused = move(store, top, destination);
            assertThat(code(refused)).isEqualTo(ErrorCode.CONFLICT);
        }
        assertThat(value(store.folders().get(USER, bottom.id())).path())
                .extracting(FolderWithPath.Ancestor::name)
                .containsExactly("top", "middle");
    }

    @Test
    void aMoveTakesTheWholeSubtreeAlong() {
        var from = store.folder("from", null);
        var moved = store.folder("moved", from);
        var below = store.folder("below", moved);
        var to = store.folder("to", null);

        value(move(store, moved, to));

        assertThat(value(store.folders().get(USER, below.id())).path())
                .extracting(FolderWithPath.Ancestor::name)
                .containsExactly("to", "moved");
    }

    @Test
    void aMoveToTheTopLevelLeavesNoParent() {
        var from = store.folder("from", null);
        var moved = store.folder("moved", from);

        var now = value(store.folders().update(USER, moved.id(), moveFolder(null), IfMatch.ANY));

        assertThat(now.parentFolderId()).isNull();
        assertThat(value(store.folders().get(USER, moved.id())).path()).isEmpty();
    }

    @Test
    void aMoveOntoATakenNameIsADuplicate() {
        var to = store.folder("to", null);
        store.folder("Same", to);
        var moved = store.folder("sAME", null);

        assertThat(code(move(store, moved, to))).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
    }

    @Test
    void aMoveIntoNothingIsNotFound() {
        var moved = store.folder("moved", null);
        var deleted = store.folder("deleted", null);
        value(store.folders().delete(USER, deleted.id(), IfMatch.ANY));

        assertThat(code(move(store, moved, deleted))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(store.folders().update(USER, moved.id(), moveFolder(Store.nobody()), IfMatch.ANY)))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private static Result<Folder> move(Store store, Folder folder, Folder destination) {
        return store.folders().update(USER, folder.id(), moveFolder(destination.id()), IfMatch.ANY);
    }
}
