package dev.kontor.items;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.folders.Folder;
import dev.kontor.folders.NewFolder;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.tags.NewTag;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import dev.kontor.trash.TrashFilter;
import dev.kontor.tree.InFolder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The invariants hold after every test.
final class ItemsTest {

    private final Store store = Store.open();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void aListOfFilesAndFoldersMovesTogether() {
        var to = store.folder("to", null);
        var folder = store.folder("folder", null);
        var file = store.file("file", null);

        assertThat(value(store.items().move(USER, list(file, folder), to.id()))).isEqualTo(2);

        assertThat(names(to)).containsExactly("folder", "file");
        assertThat(value(store.items().move(USER, list(file, folder), null))).isEqualTo(2);
        assertThat(names(to)).isEmpty();
    }

    @Test
    void aFolderAndWhatLiesInItEndUpSideBySide() {
        var to = store.folder("to", null);
        var folder = store.folder("folder", null);
        var below = store.folder("below", folder);
        var file = store.file("file", below);

        value(store.items().move(USER, list(file, below, folder), to.id()));

        assertThat(names(to)).containsExactly("below", "folder", "file");
    }

    @Test
    void noListMakesACycle() {
        var top = store.folder("top", null);
        var other = store.folder("other", null);
        var bottom = store.folder("bottom", store.folder("middle", top));
        var file = store.file("file", null);

        for (var to : List.of(top, bottom)) {
            var refused = store.items().move(USER, list(file, other, top), to.id());
            assertRefused(refused, ErrorCode.CONFLICT, "items[2]");
        }
        assertThat(names(top)).containsExactly("middle");
        assertThat(names(bottom)).isEmpty();
    }

    @Test
    void aNameThatIsTakenThereStopsTheMove() {
        var to = store.folder("to", null);
        var from = store.folder("from", null);
        store.file("Taken", to);
        var taken = store.file("tAKEN", from);
        var there = store.folder("same", to);
        var same = store.folder("Same", from);
        var free = store.file("free", from);

        assertRefused(
                store.items().move(USER, list(free, taken, same), to.id()),
                ErrorCode.DUPLICATE_ENTRY,
                "items[1]",
                "items[2]");
        assertThat(names(from)).containsExactly("Same", "free", "tAKEN");
        // What is there already may stay.
        assertThat(value(store.items().move(USER, list(there, free), to.id()))).isEqualTo(2);
        assertRefused(store.items().move(USER, list(same), null), null);
    }

    @Test
    void twoItemsOfOneNameCannotMoveToOnePlace() {
        var to = store.folder("to", null);
        var a = store.file("a", store.folder("one", null));
        var again = store.file("A", store.folder("two", null));
        var folder = store.folder("a", null);

        assertRefused(store.items().move(USER, list(folder, a, again), to.id()), ErrorCode.DUPLICATE_ENTRY, "items[2]");
        assertRefused(
                store.items().move(USER, list(store.file("A", null), again), null),
                ErrorCode.DUPLICATE_ENTRY,
                "items[1]");
    }

    @Test
    void aListGoesNowhereIfThePlaceIsMissing() {
        var file = store.file("file", null);

        var refused = store.items().move(USER, list(file), Store.nobody());

        assertRefused(refused, ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aListWithOneThatIsMissingChangesNothing() {
        var tag = store.tag("tag");
        var file = store.file("file", null);
        var folder = store.folder("folder", null);
        var gone = store.file("gone", null);
        value(store.files().delete(USER, gone.id(), IfMatch.ANY));
        var foreign = value(store.files().create(Store.OTHER_USER, newFile("foreign", null)))
                .file();
        var to = store.folder("to", null);
        var missing = new ItemId(ItemId.FOLDER, file.id());
        var items = new ItemList(List.of(id(file), id(gone), id(folder), missing, id(foreign)));
        var files = list(file, gone);

        assertMissing(store.items().move(USER, items, to.id()), "items[1]", "items[3]", "items[4]");
        assertMissing(store.items().trash(USER, items), "items[1]", "items[3]", "items[4]");
        assertMissing(store.items().mark(USER, items, true), "items[1]", "items[3]", "items[4]");
        assertMissing(store.items().tag(USER, files, tag.id()), "items[1]");
        assertMissing(store.items().untag(USER, files, tag.id()), "items[1]");
        assertMissing(store.trash().restore(USER, items), "items[0]", "items[2]", "items[3]", "items[4]");

        assertThat(value(store.files().get(USER, file.id()))).isEqualTo(file);
        assertThat(value(store.folders().get(USER, folder.id())).folder()).isEqualTo(folder);
        assertThat(value(store.trash().list(Store.newest(new TrashFilter(), 20)))
                        .items())
                .hasSize(1);
    }

    @Test
    void anItemThatIsNamedTwiceCountsOnce() {
        var tag = store.tag("tag");
        var file = store.file("file", null);
        var to = store.folder("to", null);
        var twice = list(file, file);

        assertThat(value(store.items().mark(USER, twice, true))).isEqualTo(1);
        assertThat(value(store.items().tag(USER, twice, tag.id()))).isEqualTo(1);
        assertThat(value(store.items().untag(USER, twice, tag.id()))).isEqualTo(1);
        assertThat(value(store.items().move(USER, twice, to.id()))).isEqualTo(1);
        assertThat(value(store.items().trash(USER, twice))).isEqualTo(1);
        assertThat(value(store.trash().restore(USER, twice))).isEqualTo(1);
    }

    @Test
    void favouritesAreMarkedTogether() {
        var file = store.file("file", null);
        var folder = store.folder("folder", null);

        value(store.items().mark(USER, list(file, folder), true));
        assertThat(value(store.files().get(USER, file.id())).isFavorite()).isTrue();
        assertThat(value(store.folders().get(USER, folder.id())).folder().isFavorite())
                .isTrue();

        value(store.items().mark(USER, list(file, folder), false));
        assertThat(value(store.files().get(USER, file.id())).isFavorite()).isFalse();
    }

    @Test
    void filesAreTaggedTogether() {
        var tag = store.tag("tag");
        var first = store.file("first", null);
        var second =
                value(store.files().create(USER, newFile("second", null, tag))).file();

        value(store.items().tag(USER, list(first, second), tag.id()));

        assertThat(tags(first)).containsExactly("tag");
        assertThat(tags(second)).containsExactly("tag");
        assertThat(value(store.files().get(USER, second.id())).updatedAt()).isEqualTo(second.updatedAt());
        value(store.items().untag(USER, list(first, second), tag.id()));
        assertThat(tags(first)).isEmpty();
        assertThat(tags(second)).isEmpty();
        assertMissing(store.items().tag(USER, list(first), Store.nobody()));
        assertMissing(store.items().untag(USER, list(first), Store.nobody()));
    }

    @Test
    void neitherAFolderNorAFileWithTooManyTagsGetsATag() {
        var tag = store.tag("tag");
        var file = store.file("file", null);
        var full = store.file("full", null);
        for (var i = 0; i < Limits.TAGS_PER_FILE; i++) {
            value(store.files().tag(USER, full.id(), store.tag("tag " + i).id()));
        }
        var folder = store.folder("folder", null);

        assertRefused(store.items().tag(USER, list(file, folder), tag.id()), ErrorCode.VALIDATION_FAILED, "items[1]");
        assertRefused(store.items().untag(USER, list(folder, file), tag.id()), ErrorCode.VALIDATION_FAILED, "items[0]");
        assertRefused(store.items().tag(USER, list(file, full), tag.id()), ErrorCode.VALIDATION_FAILED, "items[1]");
        assertThat(tags(file)).isEmpty();
    }

    @Test
    void whatIsDeletedTogetherIsOneBatchAndComesBackAsOne() {
        var folder = store.folder("folder", null);
        var below = store.folder("below", folder);
        store.file("deep", below);
        var inside = store.file("inside", folder);
        var file = store.file("file", null);
        var other = store.folder("other", null);
        var items = list(file, below, folder, inside, other);

        assertThat(value(store.items().trash(USER, items))).isEqualTo(5);

        assertThat(trashed()).containsExactlyInAnyOrder("file", "folder", "other");
        var restored = value(store.trash().restore(USER, file.id()));
        assertThat(restored.id()).isEqualTo(file.id());
        assertThat(trashed()).isEmpty();
        assertThat(names(null)).containsExactly("folder", "other", "file");
        assertThat(names(folder)).containsExactly("below", "inside");
        assertThat(names(below)).containsExactly("deep");
    }

    @Test
    void theSameListComesBack() {
        var folder = store.folder("folder", null);
        var inside = store.file("inside", folder);
        var below = store.folder("below", folder);
        var file = store.file("file", null);
        var items = list(inside, below, folder, file);
        value(store.items().trash(USER, items));

        assertThat(value(store.trash().restore(USER, items))).isEqualTo(4);

        assertThat(names(null)).containsExactly("folder", "file");
        assertThat(names(folder)).containsExactly("below", "inside");
    }

    @Test
    void aListThatIsRestoredBringsNothingElseBack() {
        var one = store.file("one", null);
        var two = store.file("two", null);
        var three = store.file("three", null);
        value(store.items().trash(USER, list(one, two, three)));

        value(store.trash().restore(USER, list(two)));
        assertThat(trashed()).containsExactlyInAnyOrder("one", "three");

        value(store.trash().delete(USER, one.id(), IfMatch.ANY));
        assertThat(trashed()).containsExactly("three");
        value(store.trash().restore(USER, three.id()));
        assertThat(names(null)).containsExactly("three", "two");
    }

    @Test
    void restoredItemsGetFreeNames() {
        var folder = store.folder("folder", null);
        var files = new ArrayList<File>();
        for (var i = 0; i < 3; i++) {
            var file = store.file("a.txt", folder);
            files.add(file);
            value(store.files().delete(USER, file.id(), IfMatch.ANY));
        }
        var second = store.file("a (2).txt", folder);
        value(store.files().delete(USER, second.id(), IfMatch.ANY));
        store.file("A.txt", folder);
        var sub = store.folder("sub", folder);
        value(store.folders().delete(USER, sub.id(), IfMatch.ANY));
        store.folder("sub", folder);
        files.add(second);

        value(store.trash().restore(USER, list(files.get(0), files.get(1), files.get(2), second, sub)));

        assertThat(names(folder))
                .containsExactly("sub", "sub (2)", "a (2).txt", "a (3).txt", "a (4).txt", "a (5).txt", "A.txt");
    }

    /// An item of another type with the same id does not make up for it.
    @Test
    void anIdOfAnotherTypeIsMissing() {
        var file = store.file("file", null);
        var folder = store.folder("folder", null);
        var fileOfFolder = new ItemList(List.of(id(folder), new ItemId(ItemId.FILE, folder.id())));
        var folderOfFile = new ItemList(List.of(id(file), new ItemId(ItemId.FOLDER, file.id())));

        for (var items : List.of(fileOfFolder, folderOfFile)) {
            assertMissing(store.items().move(USER, items, null), "items[1]");
            assertMissing(store.items().mark(USER, items, true), "items[1]");
            assertMissing(store.items().trash(USER, items), "items[1]");
        }
        value(store.items().trash(USER, list(file, folder)));
        assertMissing(store.trash().restore(USER, fileOfFolder), "items[1]");
        assertMissing(store.trash().restore(USER, folderOfFile), "items[1]");
        assertThat(trashed()).containsExactlyInAnyOrder("file", "folder");
    }

    @Test
    void whatWasDeletedBeforeItsFolderComesBackIntoIt() {
        var folder = store.folder("folder", null);
        var old = store.file("file", folder);
        value(store.files().delete(USER, old.id(), IfMatch.ANY));
        var fresh = store.file("file", folder);
        value(store.folders().delete(USER, folder.id(), IfMatch.ANY));

        value(store.trash().restore(USER, list(old, folder)));

        assertThat(names(folder)).containsExactly("file", "file (2)");
        assertThat(value(store.files().get(USER, fresh.id())).name()).isEqualTo("file");
    }

    /// Neither what lives where its folder comes back, nor what comes back along with that folder, loses
    /// its name.
    @Test
    void whatComesBackIntoAFolderThatIsRenamedGetsAFreeNameThere() {
        var folder = store.folder("folder", null);
        var oldSub = store.folder("sub", folder);
        var deep = store.file("deep", oldSub);
        var oldFile = store.file("file", folder);
        for (var file : List.of(deep, oldFile)) {
            value(store.files().delete(USER, file.id(), IfMatch.ANY));
        }
        value(store.folders().delete(USER, oldSub.id(), IfMatch.ANY));
        store.file("file", folder);
        store.folder("sub", folder);
        value(store.folders().delete(USER, folder.id(), IfMatch.ANY));
        store.folder("folder", null);

        assertThat(value(store.trash().restore(USER, list(deep, oldFile, oldSub, folder))))
                .isEqualTo(4);

        assertThat(names(null)).containsExactly("folder", "folder (2)");
        assertThat(names(folder)).containsExactly("sub", "sub (2)", "file", "file (2)");
        assertThat(names(oldSub)).containsExactly("deep");
        assertThat(trashed()).isEmpty();
        assertThat(value(store.folders().get(USER, oldSub.id())).folder().name())
                .isEqualTo("sub (2)");
    }

    @Test
    void whoseFolderIsGoneComesBackAtTheTop() {
        var folder = store.folder("folder", null);
        var file = store.file("file", folder);
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
        value(store.folders().delete(USER, folder.id(), IfMatch.ANY));

        value(store.trash().restore(USER, list(file)));

        assertThat(names(null)).containsExactly("file");
    }

    /// How long this takes stands in docs/benchmarks.md: here, other tests run beside it.
    @Test
    @Tag("slow")
    void aListHasUpToAThousandItems() {
        var to = store.folder("to", null);
        var tag = value(store.tags().create(USER, new NewTag("tag", null)));
        var ids = new ArrayList<ItemId>();
        for (var i = 0; i < Limits.ITEMS_PER_REQUEST; i++) {
            ids.add(
                    i % 10 == 0
                            ? id(value(store.folders().create(USER, new NewFolder("folder " + i, null, null))))
                            : id(store.file("file " + i, null)));
        }
        var all = new ItemList(ids);
        var files = new ItemList(ids.stream().filter(item -> !item.isFolder()).toList());

        assertThat(value(store.items().move(USER, all, to.id()))).isEqualTo(Limits.ITEMS_PER_REQUEST);
        assertThat(value(store.items().mark(USER, all, true))).isEqualTo(Limits.ITEMS_PER_REQUEST);
        assertThat(value(store.items().tag(USER, files, tag.id()))).isEqualTo(files.count());
        assertThat(value(store.items().untag(USER, files, tag.id()))).isEqualTo(files.count());
        assertThat(value(store.items().trash(USER, all))).isEqualTo(Limits.ITEMS_PER_REQUEST);
        assertThat(value(store.trash().restore(USER, all))).isEqualTo(Limits.ITEMS_PER_REQUEST);
        assertThat(value(store.folders().children(Store.byName(InFolder.of(to.id()), 1)))
                        .total())
                .isEqualTo(Limits.ITEMS_PER_REQUEST);
    }

    private static void assertMissing(Result<Integer> refused, String... fields) {
        assertRefused(refused, ErrorCode.RESOURCE_NOT_FOUND, fields);
    }

    private static void assertRefused(Result<Integer> result, @Nullable ErrorCode code, String... fields) {
        if (code == null) {
            value(result);
            return;
        }
        assertThat(code(result)).isEqualTo(code);
        assertThat(((Result.Err<Integer>) result).fields())
                .extracting(FieldError::field)
                .containsExactly(fields);
    }

    private List<String> tags(File file) {
        return value(store.files().get(USER, file.id())).tags().stream()
                .map(tag -> tag.name())
                .toList();
    }

    private List<String> names(@Nullable Folder folder) {
        var place = folder == null ? InFolder.ROOT : InFolder.of(folder.id());
        return value(store.folders().children(Store.byName(place, 100))).items().stream()
                .map(child -> child.name())
                .toList();
    }

    private List<String> trashed() {
        return value(store.trash().list(Store.newest(new TrashFilter(), 20))).items().stream()
                .map(item -> item.thing().name())
                .toList();
    }

    static ItemList list(Object... things) {
        return new ItemList(Stream.of(things).map(ItemsTest::id).toList());
    }

    private static ItemId id(Object thing) {
        return switch (thing) {
            case File file -> new ItemId(ItemId.FILE, file.id());
            case Folder folder -> new ItemId(ItemId.FOLDER, folder.id());
            default -> new ItemId(ItemId.FILE, (UUID) thing);
        };
    }
}
