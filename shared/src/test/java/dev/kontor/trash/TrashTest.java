package dev.kontor.trash;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newest;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.files.FileFilter;
import dev.kontor.folders.Child;
import dev.kontor.folders.Folder;
import dev.kontor.folders.FolderFilter;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.SortKey;
import dev.kontor.shares.NewShare;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import dev.kontor.tree.InFolder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Deleting into the trash, restoring from it, and deleting for good.
final class TrashTest {

    private final Store store = Store.open();
    private final Trash trash = store.trash();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    @DisplayName("S8: only what was itself deleted is in the trash, and nothing of it anywhere else")
    void onlyWhatWasItselfDeletedIsListed() {
        var folder = store.folder("folder", null);
        store.file("in it", store.folder("below", folder));
        var file = store.file("file", null);
        store.file("alive", null);
        delete(file);
        delete(folder);

        assertThat(listed()).containsExactly("folder", "file");
        assertThat(alive()).containsExactly("alive");
        var item = value(trash.list(newest(new TrashFilter(), 20))).items().getLast();
        assertThat(item.id()).isEqualTo(file.id());
        assertThat(item.thing().group()).isEqualTo(Child.FILE);
        assertThat(item.deletedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    @DisplayName("S13: the trash is paged by number and by cursor, the latest first")
    void theTrashIsPaged() {
        for (var i = 0; i < 7; i++) {
            delete(store.file("file " + i, null));
            delete(store.folder("folder " + i, null));
        }

        var byNumber = new ArrayList<String>();
        var byCursor = new ArrayList<String>();
        String cursor = null;
        for (var page = 1; page <= 5; page++) {
            value(trash.list(request(page, 3, null))).items().forEach(i -> byNumber.add(i.name()));
            var next = value(trash.list(request(1, 3, cursor)));
            next.items().forEach(i -> byCursor.add(i.name()));
            cursor = next.nextCursor();
        }

        assertThat(cursor).isNull();
        assertThat(byNumber).hasSize(14).startsWith("folder 6", "file 6", "folder 5");
        assertThat(byCursor).isEqualTo(byNumber);
        assertThat(value(trash.list(request(1, 3, null))).total()).isEqualTo(14);
    }

    @Test
    void aFolderComesBackWithExactlyWhatWentWithIt() throws SQLException {
        var folder = store.folder("folder", null);
        var below = store.folder("below", folder);
        store.file("a", folder);
        store.file("b", below);
        store.file("c", store.folder("deepest", below));
        var before = tree();
        delete(folder);
        assertThat(alive()).isEmpty();

        var restored = value(trash.restore(USER, folder.id()));

        assertThat(restored.item()).isInstanceOf(Folder.class);
        assertThat(restored.updatedAt()).isAfter(folder.updatedAt());
        assertThat(restored).isEqualTo(child(folder.id()));
        assertThat(tree()).isEqualTo(before);
        assertThat(listed()).isEmpty();
    }

    @Test
    void aFileComesBackWithItsTags() {
        var tag = store.tag("tag");
        var file = store.file("file", null);
        value(store.files().tag(USER, file.id(), tag.id()));
        delete(file);

        var restored = value(trash.restore(USER, file.id()));

        assertThat(restored.item()).isEqualTo(value(store.files().get(USER, file.id())));
        assertThat(((File) restored.item()).tags()).extracting("name").containsExactly("tag");
    }

    @Test
    void whatWasDeletedBeforeItsFolderStaysInTheTrashAndComesBackByItself() throws SQLException {
        var folder = store.folder("folder", null);
        var below = store.folder("below", folder);
        store.file("in it", below);
        var file = store.file("file", folder);
        var before = tree();
        delete(file);
        delete(below);
        delete(folder);

        value(trash.restore(USER, folder.id()));
        assertThat(alive()).containsExactly("folder");
        assertThat(listed()).containsExactly("below", "file");

        value(trash.restore(USER, file.id()));
        value(trash.restore(USER, below.id()));
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    @DisplayName("prevents: a restore ignores a trashed parent")
    void whatLayInAFolderOfTheTrashComesBackAtTheTop() throws SQLException {
        var folder = store.folder("folder", null);
        var below = store.folder("below", folder);
        store.file("in it", below);
        var file = store.file("file", folder);
        delete(file);
        delete(below);
        delete(folder);

        assertThat(restoredInto(file.id())).isNull();
        assertThat(restoredInto(below.id())).isNull();
        assertThat(tree()).containsExactly("below", "below/in it", "file");

        value(trash.restore(USER, folder.id()));
        assertThat(tree()).containsExactly("below", "below/in it", "file", "folder");
    }

    @Test
    void aNameThatIsTakenMeanwhileBecomesANumberedOne() throws SQLException {
        var folder = store.folder("folder", null);
        for (var parent : new Folder[] {null, folder}) {
            var file = store.file("Report.PDF", parent);
            var inner = store.folder("Inner.d", parent);
            store.file("in it", inner);
            delete(file);
            delete(inner);
            store.file("report.pdf", parent);
            store.file("report (2).pdf", parent);
            store.folder("INNER.D", parent);

            assertThat(value(trash.restore(USER, file.id())).name()).isEqualTo("Report (3).PDF");
            var restored = value(trash.restore(USER, inner.id()));
            assertThat(restored).isEqualTo(child(inner.id()));
            assertThat(restored.name()).isEqualTo("Inner.d (2)");
        }
        assertThat(tree()).contains("folder/Report (3).PDF", "folder/Inner.d (2)/in it");
    }

    @Test
    void aNameIsTakenAmongFilesOrAmongFoldersAlone() {
        var file = store.file("name", null);
        delete(file);
        store.folder("name", null);

        assertThat(value(trash.restore(USER, file.id())).name()).isEqualTo("name");
    }

    @Test
    void aNameThatIsTakenWhereItGoesIsNumberedThere() {
        var folder = store.folder("folder", null);
        var file = store.file("a", folder);
        delete(file);
        delete(folder);
        store.file("a", null);

        assertThat(value(trash.restore(USER, file.id())).name()).isEqualTo("a (2)");
    }

    @Test
    @Tag("slow")
    void oneThatHasNoFreeNumberStaysInTheTrash() throws SQLException {
        var file = store.file("a", null);
        delete(file);
        store.postgres().execute("""
            insert into files (user_id, name, mime_type, size, storage_path, storage_key)
            select '%s', case when i = 1 then 'a' else 'a (' || i || ')' end, 'a/b', 1, 'p', 'k' || i
            from generate_series(1, %d) as i;
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
            select user_id, id, 1, 1, 'a/b', storage_key from files where storage_path = 'p';
            """.formatted(USER, Limits.RENAME_NUMBER_MAX));

        assertThat(code(trash.restore(USER, file.id()))).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(listed()).containsExactly("a");
    }

    @Test
    void whatIsNotItselfInTheTrashIsNotFound() {
        var folder = store.folder("folder", null);
        var file = store.file("file", folder);
        var alive = store.file("alive", null);
        delete(folder);

        for (var id : List.of(file.id(), alive.id(), nobody())) {
            assertNotFound(id);
        }
        value(trash.restore(USER, folder.id()));
        assertNotFound(folder.id());
    }

    @Test
    @DisplayName("S10: what has changed since it was read is not deleted for good")
    void whatHasChangedSinceItWasReadIsNotDeleted() {
        var file = store.file("file", null);
        var folder = store.folder("folder", null);
        delete(file);
        delete(folder);
        for (var item : value(trash.list(newest(new TrashFilter(), 20))).items()) {
            var stale = new IfMatch(List.of(item.thing().updatedAt().minusMillis(1)));
            var current = new IfMatch(List.of(item.thing().updatedAt()));
            assertThat(code(trash.delete(USER, item.id(), stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
            value(trash.delete(USER, item.id(), current));
        }
        assertThat(listed()).isEmpty();
    }

    @Test
    @DisplayName("S8: a hard delete is permanent, and leaves the objects to their queue")
    void whatIsDeletedForGoodIsGoneWithAllThatHangsOnIt() throws SQLException {
        var tag = store.tag("tag");
        var folder = store.folder("folder", null);
        store.file("a", folder);
        var file = store.file("b", store.folder("below", folder));
        value(store.files().tag(USER, file.id(), tag.id()));
        value(store.shares().create(USER, new NewShare(file.id(), null, null, null, null)));
        value(store.shares().create(USER, new NewShare(null, folder.id(), null, null, null)));
        var keys = query("select storage_key from file_versions order by 1");
        delete(folder);

        value(trash.delete(USER, folder.id(), IfMatch.ANY));

        assertNotFound(folder.id());
        for (var table : List.of("files", "folders", "file_versions", "file_tags", "shares", "trash_items")) {
            assertThat(query("select count(*) from " + table)).as(table).containsExactly("0");
        }
        assertThat(query("select storage_key from object_deletions order by 1")).isEqualTo(keys);
        assertThat(query("select count(*) from tags")).containsExactly("1");
    }

    @Test
    @DisplayName("prevents: a purge brings files back at the root")
    void whatIsDeletedForGoodNeverComesBackAtTheTop() throws SQLException {
        var folder = store.folder("folder", null);
        var below = store.folder("below", folder);
        var separate = store.file("separate", below);
        var separateFolder = store.folder("separate folder", folder);
        store.file("in it", separateFolder);
        store.file("gone", below);
        delete(separate);
        delete(separateFolder);
        delete(folder);

        value(trash.delete(USER, folder.id(), IfMatch.ANY));

        assertThat(alive()).isEmpty();
        assertThat(listed()).containsExactly("separate folder", "separate");
        assertThat(query("select name from files order by 1")).containsExactly("in it", "separate");
        // A parent that is gone: the top level.
        assertThat(restoredInto(separate.id())).isNull();
        assertThat(restoredInto(separateFolder.id())).isNull();
        assertThat(tree()).containsExactly("separate", "separate folder", "separate folder/in it");
    }

    @Test
    void anEmptiedTrashIsEmptyAndNothingElseIs() throws SQLException {
        var folder = store.folder("folder", null);
        store.file("in it", folder);
        var alive = store.folder("alive", null);
        delete(store.file("in what is alive", alive));
        delete(folder);
        delete(store.file("file", null));

        value(trash.empty(USER));

        assertThat(listed()).isEmpty();
        assertThat(query("select name from folders union all select name from files"))
                .containsExactly("alive");
        value(trash.empty(USER));
    }

    @Test
    void whatIsPastItsTimeIsGivenUpAndNothingElse() throws SQLException {
        delete(store.file("old", null));
        delete(store.file("new", null));
        age("old", Duration.ofDays(30).plusMinutes(1));
        age("new", Duration.ofDays(30).minusMinutes(1));

        assertThat(value(trash.expire(Duration.ofDays(30)))).isEqualTo(1);

        assertThat(listed()).containsExactly("new");
        assertThat(value(trash.expire(Duration.ofDays(30)))).isZero();
        while (value(trash.purge()) > 0) {
            // step by step
        }
        assertThat(query("select name from files")).containsExactly("new");
    }

    @Test
    void whatIsGivenUpIsGoneForItsOwnerBeforeItsRowsAre() throws SQLException {
        var folder = store.folder("folder", null);
        var file = store.file("file", folder);
        delete(folder);
        age("folder", Duration.ofDays(31));
        value(trash.expire(Duration.ofDays(30)));

        assertThat(listed()).isEmpty();
        assertNotFound(folder.id());
        assertNotFound(file.id());
        assertThat(alive()).isEmpty();
        store.folder("folder", null);
        assertThat(value(store.users().me(USER, null, null)).fileCount()).isZero();
    }

    private void assertNotFound(UUID id) {
        assertThat(code(trash.restore(USER, id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(trash.delete(USER, id, IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private void delete(File file) {
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
    }

    private void delete(Folder folder) {
        value(store.folders().delete(USER, folder.id(), IfMatch.ANY));
    }

    private @Nullable UUID restoredInto(UUID id) {
        return switch (value(trash.restore(USER, id)).item()) {
            case File file -> file.parentFolderId();
            case Folder folder -> folder.parentFolderId();
            default -> throw new AssertionError("neither a file nor a folder");
        };
    }

    private Child child(UUID folderId) {
        return new Child.ChildFolder(value(store.folders().get(USER, folderId)).folder());
    }

    private List<String> listed() {
        return value(trash.list(newest(new TrashFilter(), 100))).items().stream()
                .map(TrashItem::name)
                .toList();
    }

    private static ListRequest<TrashFilter> request(int page, int limit, @Nullable String cursor) {
        return new ListRequest<>(USER, new TrashFilter(), SortKey.CREATED_AT, true, page, limit, cursor);
    }

    /// The names in the lists of all files and of all folders.
    private List<String> alive() {
        var names = new ArrayList<String>();
        var files = Store.byName(new FileFilter(InFolder.ANYWHERE, null, null, null), 100);
        value(store.files().list(files)).items().forEach(file -> names.add(file.name()));
        var folders = Store.byName(new FolderFilter(InFolder.ANYWHERE, null), 100);
        value(store.folders().list(folders)).items().forEach(folder -> names.add(folder.name()));
        return names;
    }

    /// The paths of everything alive, found through the lists of children.
    private List<String> tree() {
        var paths = new ArrayList<String>();
        collect(InFolder.ROOT, "", paths);
        return paths.stream().sorted().toList();
    }

    private void collect(InFolder folder, String path, List<String> paths) {
        for (var child :
                value(store.folders().children(Store.byName(folder, 100))).items()) {
            paths.add(path + child.name());
            if (child instanceof Child.ChildFolder) {
                collect(InFolder.of(child.id()), path + child.name() + "/", paths);
            }
        }
    }

    private void age(String name, Duration by) throws SQLException {
        store.postgres().execute("""
            update trash_items t set created_at = created_at - interval '%d seconds'
            from (select id, name from files union all select id, name from folders) f
            where f.id in (t.file_id, t.folder_id) and f.name = '%s'
            """.formatted(by.toSeconds(), name));
    }

    private List<String> query(String sql) throws SQLException {
        return store.postgres().query(sql);
    }
}
