package dev.kontor.items;

import static dev.kontor.items.ItemsTest.list;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A second store on the same database stands for a second process. The invariants hold after every
/// test.
@Tag("slow")
final class ItemsRacesTest {

    private static final int ROUNDS = Repetitions.of(20, 150);

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    @Test
    void twoRacingListsCannotMakeACycle() {
        for (var round = 0; round < ROUNDS; round++) {
            var a = store.folder("a" + round, null);
            var b = store.folder("b" + round, null);
            var inA = store.folder("in a", a);
            var inB = store.folder("in b", b);
            var file = store.file("file" + round, null);

            var moves = Race.<Result<?>>inRound(
                    round,
                    () -> store.items().move(USER, list(file, a), inB.id()),
                    () -> elsewhere.items().move(USER, list(file, b), inA.id()));

            assertThat(moves).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(moves)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(move -> code(move) == ErrorCode.CONFLICT);
        }
    }

    @Test
    void whatIsMadeInAFolderOfAListThatIsBeingDeletedIsNeverLeftAlive() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var folder = store.folder("folder", null);
            var file = store.file("file", null);

            var results = Race.<Result<?>>inRound(
                    round,
                    () -> store.files().create(USER, newFile("new", folder)),
                    () -> elsewhere.items().trash(USER, list(file, folder)));

            assertThat(results.getLast()).isInstanceOf(Result.Ok.class);
            Invariants.assertHold(store.postgres());
        }
        assertThat(store.postgres().query("select count(*) from files where not is_deleted"))
                .containsExactly("0");
    }

    @Test
    void anItemThatIsDeletedMeanwhileKeepsTheOthersAlive() {
        for (var round = 0; round < ROUNDS; round++) {
            var one = store.file("one", null);
            var two = store.file("two", null);

            var results = Race.<Result<?>>inRound(
                    round,
                    () -> store.items().trash(USER, list(one, two)),
                    () -> elsewhere.files().delete(USER, two.id(), IfMatch.ANY));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            var isGone = results.getFirst() instanceof Result.Ok;
            assertThat(store.files().get(USER, one.id()) instanceof Result.Err).isEqualTo(isGone);
            value(store.trash().empty(USER));
            if (!isGone) {
                value(store.files().delete(USER, one.id(), IfMatch.ANY));
            }
        }
    }

    @Test
    void listsInAnyOrderDoNotStopEachOther() {
        var files = new ArrayList<File>();
        for (var i = 0; i < 20; i++) {
            files.add(store.file("file " + i, null));
        }
        var tag = store.tag("tag");
        var backwards = new ArrayList<>(files);
        Collections.reverse(backwards);
        for (var round = 0; round < ROUNDS; round++) {
            var results = Race.<Result<?>>between(
                    () -> store.items().mark(USER, list(files.toArray()), true),
                    () -> elsewhere.items().mark(USER, list(backwards.toArray()), false),
                    () -> store.items().tag(USER, list(backwards.toArray()), tag.id()),
                    () -> elsewhere.items().untag(USER, list(files.toArray()), tag.id()));

            assertThat(results).allMatch(Result.Ok.class::isInstance);
        }
    }

    @Test
    void aFileNeverGetsTooManyTags() {
        var tags = new ArrayList<dev.kontor.tags.Tag>();
        for (var i = 0; i <= Limits.TAGS_PER_FILE; i++) {
            tags.add(store.tag("tag " + i));
        }
        var others = tags.subList(2, tags.size()).toArray(dev.kontor.tags.Tag[]::new);
        for (var round = 0; round < ROUNDS; round++) {
            var other = store.file("other " + round, null);
            var tagged = newFile("file " + round, null, others);
            var file = value(store.files().create(USER, tagged)).file();

            var results = Race.<Result<?>>inRound(
                    round,
                    () -> store.items().tag(USER, list(other, file), tags.get(0).id()),
                    () -> elsewhere
                            .items()
                            .tag(USER, list(file, other), tags.get(1).id()));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(value(store.files().get(USER, other.id())).tags()).hasSize(1);
        }
    }

    @Test
    void ofTwoRestoresOfOneListOneBringsItBack() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var folder = store.folder("folder " + round, null);
            store.file("inside", folder);
            var file = store.file("file " + round, null);
            value(store.items().trash(USER, list(file, folder)));

            var results = Race.<Result<?>>inRound(
                    round,
                    () -> store.trash().restore(USER, list(file, folder)),
                    () -> elsewhere.trash().restore(USER, file.id()));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(store.folders().get(USER, folder.id())).isInstanceOf(Result.Ok.class);
            assertThat(store.files().get(USER, file.id())).isInstanceOf(Result.Ok.class);
        }
        assertThat(store.postgres().query("select count(*) from trash_items")).containsExactly("0");
    }

    @Test
    void whatIsRestoredWhileTheTrashIsEmptiedComesBackAsAWholeOrNotAtAll() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var folder = store.folder("folder " + round, null);
            var inside = store.file("inside", folder);
            var file = store.file("file " + round, null);
            value(store.items().trash(USER, list(file, folder)));

            var results = Race.<Result<?>>inRound(
                    round,
                    () -> store.trash().restore(USER, list(file, folder)),
                    () -> elsewhere.trash().empty(USER));

            var alive = List.of(
                    store.folders().get(USER, folder.id()) instanceof Result.Ok,
                    store.files().get(USER, file.id()) instanceof Result.Ok,
                    store.files().get(USER, inside.id()) instanceof Result.Ok);
            assertThat(Set.copyOf(alive)).containsExactly(results.getFirst() instanceof Result.Ok);
        }
    }
}
