package dev.kontor.tree;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.moveFile;
import static dev.kontor.testing.Store.moveFolder;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.renameFile;
import static dev.kontor.testing.Store.renameFolder;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.credits.TransactionFilter;
import dev.kontor.credits.TransactionType;
import dev.kontor.files.FileFilter;
import dev.kontor.folders.FolderFilter;
import dev.kontor.folders.NewFolder;
import dev.kontor.search.SearchFilter;
import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shares.NewShare;
import dev.kontor.shares.ShareFilter;
import dev.kontor.shares.SharedPlace;
import dev.kontor.tags.NewTag;
import dev.kontor.tags.TagFilter;
import dev.kontor.tags.TagPatch;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import dev.kontor.versions.NewVersion;
import dev.kontor.versions.VersionFilter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One user tries to use the files, folders, tags and shares of another.
@DisplayName("S6: nothing of another user is read, changed, moved into or tagged")
final class OwnershipTest {

    private final Store store = Store.open();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void whatIsAnothersIsNotFoundAndStaysAsItIs() throws SQLException {
        // Of the user, whom the other one is kept from:
        var tag = store.tag("tag");
        var folder = store.folder("folder", null);
        var below = store.folder("below", folder);
        var file = value(store.files().create(Store.USER, newFile("file", folder, tag)))
                .file();
        // Of the other one:
        var files = store.files();
        var folders = store.folders();
        var tags = store.tags();
        var shares = store.shares();
        var ownTag = value(tags.create(OTHER_USER, new NewTag("own", null)));
        var ownFolder = value(folders.create(OTHER_USER, new NewFolder("own", null, null)));
        var own = value(files.create(OTHER_USER, newFile("own", null))).file();
        var any = IfMatch.ANY;
        var rename = new TagPatch(Change.to("taken"), Change.none());

        var attempts = new LinkedHashMap<String, Supplier<Result<?>>>();
        attempts.put("read a file", () -> files.get(OTHER_USER, file.id()));
        attempts.put("rename a file", () -> files.update(OTHER_USER, file.id(), renameFile("taken"), any));
        attempts.put("take a file", () -> files.update(OTHER_USER, file.id(), moveFile(ownFolder.id()), any));
        attempts.put("move into a folder", () -> files.update(OTHER_USER, own.id(), moveFile(folder.id()), any));
        attempts.put("delete a file", () -> files.delete(OTHER_USER, file.id(), any));
        attempts.put("make a file", () -> files.create(OTHER_USER, newFile("new", folder)));
        attempts.put("make a file under any name", () -> files.createRenaming(OTHER_USER, newFile("file", folder)));
        attempts.put("make a file with a tag", () -> files.create(OTHER_USER, newFile("new", null, tag)));
        var versions = store.versions();
        var version = new NewVersion(5, null, null);
        attempts.put("add a version", () -> versions.add(OTHER_USER, file.id(), version));
        attempts.put("restore a version", () -> versions.restore(OTHER_USER, file.id(), 1));
        attempts.put("download a file", () -> versions.content(OTHER_USER, file.id(), null));
        attempts.put("download a version", () -> versions.content(OTHER_USER, file.id(), 1));
        attempts.put(
                "list versions",
                () -> versions.list(new ListRequest<>(
                        OTHER_USER, new VersionFilter(file.id()), SortKey.CREATED_AT, true, 1, 20, null)));
        attempts.put("tag a file", () -> files.tag(OTHER_USER, file.id(), ownTag.id()));
        attempts.put("use a tag", () -> files.tag(OTHER_USER, own.id(), tag.id()));
        attempts.put("untag a file", () -> files.untag(OTHER_USER, file.id(), tag.id()));
        attempts.put("read a folder", () -> folders.get(OTHER_USER, folder.id()));
        attempts.put("look into a folder", () -> folders.children(of(InFolder.of(folder.id()))));
        attempts.put(
                "search below a folder",
                () -> store.search().find(of(new SearchFilter("f", null, null, null, folder.id()))));
        attempts.put("rename a folder", () -> folders.update(OTHER_USER, folder.id(), renameFolder("taken"), any));
        attempts.put("take a folder", () -> folders.update(OTHER_USER, below.id(), moveFolder(ownFolder.id()), any));
        attempts.put(
                "move a folder in", () -> folders.update(OTHER_USER, ownFolder.id(), moveFolder(folder.id()), any));
        attempts.put("delete a folder", () -> folders.delete(OTHER_USER, folder.id(), any));
        attempts.put("make a folder", () -> folders.create(OTHER_USER, new NewFolder("new", folder.id(), null)));
        attempts.put("rename a tag", () -> tags.update(OTHER_USER, tag.id(), rename, any));
        attempts.put("delete a tag", () -> tags.delete(OTHER_USER, tag.id(), any));

        var share = value(shares.create(Store.USER, sharing(file.id(), null)));
        attempts.put("share a file", () -> shares.create(OTHER_USER, sharing(file.id(), null)));
        attempts.put("share a folder", () -> shares.create(OTHER_USER, sharing(null, folder.id())));
        attempts.put("end a share", () -> shares.delete(OTHER_USER, share.id(), any));
        var ownShare = value(shares.create(OTHER_USER, sharing(null, ownFolder.id())));
        attempts.put("download a file", () -> shares.download(ownShare.token(), null, file.id()));
        attempts.put(
                "look into a folder by a share",
                () -> shares.open(of(new SharedPlace(ownShare.token(), folder.id())), null));
        var trash = store.trash();
        var deletedFile = store.file("deleted", null);
        var deletedFolder = store.folder("deleted", null);
        value(files.delete(Store.USER, deletedFile.id(), any));
        value(folders.delete(Store.USER, deletedFolder.id(), any));
        attempts.put("restore a file", () -> trash.restore(OTHER_USER, deletedFile.id()));
        attempts.put("restore a folder", () -> trash.restore(OTHER_USER, deletedFolder.id()));
        attempts.put("delete a file for good", () -> trash.delete(OTHER_USER, deletedFile.id(), any));
        attempts.put("delete a folder for good", () -> trash.delete(OTHER_USER, deletedFolder.id(), any));

        store.upload(file, 1, 5);
        var before = everything();
        value(trash.empty(OTHER_USER));
        attempts.forEach(
                (what, attempt) -> assertThat(code(attempt.get())).as(what).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void noListHoldsWhatIsAnothers() {
        var tag = store.tag("tag");
        var folder = store.folder("folder", null);
        value(store.files().create(Store.USER, newFile("file", folder, tag)));
        store.file("at the top", null);

        var files = List.of(
                new FileFilter(InFolder.ANYWHERE, null, null, null), new FileFilter(InFolder.ROOT, null, null, null));
        assertThat(files).allSatisfy(filter -> assertEmpty(store.files().list(of(filter)), filter));
        var folders = new FolderFilter(InFolder.ANYWHERE, null);
        assertEmpty(store.folders().list(of(folders)), folders);
        assertEmpty(store.folders().children(of(InFolder.ROOT)), "the top level");
        assertEmpty(store.tags().list(of(new TagFilter())), "tags");
        value(store.shares().create(Store.USER, sharing(null, folder.id())));
        assertEmpty(store.shares().list(newest(new ShareFilter(null, null))), "shares");
        for (var searched : List.of("file", "f", "folder", "at the top")) {
            var anywhere = new SearchFilter(searched, null, null, null, null);
            assertEmpty(store.search().find(of(anywhere)), anywhere);
        }
    }

    @Test
    void noListIsNarrowedByWhatIsAnothers() {
        var tag = store.tag("tag");
        var folder = store.folder("folder", null);
        var file = store.file("file", folder);
        var inFolder = InFolder.of(folder.id());
        var lists = List.of(
                store.files().list(of(new FileFilter(inFolder, null, null, null))),
                store.files().list(of(new FileFilter(InFolder.ANYWHERE, tag.id(), null, null))),
                store.folders().list(of(new FolderFilter(inFolder, null))),
                store.shares().list(newest(new ShareFilter(file.id(), null))),
                store.shares().list(newest(new ShareFilter(null, folder.id()))),
                store.search().find(of(new SearchFilter("f", null, tag.id(), null, null))),
                store.search().find(of(new SearchFilter("f", null, null, null, folder.id()))));
        assertThat(lists).allMatch(list -> code(list) == ErrorCode.RESOURCE_NOT_FOUND);
    }

    private static <F extends Record> ListRequest<F> newest(F filter) {
        return new ListRequest<>(OTHER_USER, filter, SortKey.CREATED_AT, true, 1, 9, null);
    }

    private static NewShare sharing(@Nullable UUID fileId, @Nullable UUID folderId) {
        return new NewShare(fileId, folderId, null, null, null);
    }

    @Test
    void theCreditsOfOneAreNotTheOthers() throws SQLException {
        var credits = store.credits();
        value(credits.add(Store.USER, Store.purchase(10)));
        value(credits.add(Store.USER, Store.usage(1)));

        assertThat(value(credits.balance(OTHER_USER)).amount()).isZero();
        assertThat(code(credits.add(OTHER_USER, Store.usage(1)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
        for (var type : TransactionType.values()) {
            assertNoTransactions(new TransactionFilter(type));
        }
        assertNoTransactions(new TransactionFilter(null));

        value(credits.add(OTHER_USER, Store.purchase(5)));
        assertThat(value(credits.balance(Store.USER)).amount()).isEqualTo(9);
    }

    private void assertNoTransactions(TransactionFilter filter) {
        var request = new ListRequest<>(OTHER_USER, filter, SortKey.CREATED_AT, true, 1, 100, null);
        var page = value(store.credits().transactions(request));
        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isZero();
    }

    private static void assertEmpty(Result<? extends Page<?>> result, Object what) {
        assertThat(value(result).items()).as("%s", what).isEmpty();
    }

    private static <F extends Record> ListRequest<F> of(F filter) {
        return of(filter, SortKey.NAME, false);
    }

    private static ListRequest<SearchFilter> of(SearchFilter filter) {
        return of(filter, SortKey.CREATED_AT, true);
    }

    private static <F extends Record> ListRequest<F> of(F filter, SortKey sort, boolean descending) {
        return new ListRequest<>(OTHER_USER, filter, sort, descending, 1, 100, null);
    }

    /// Every row of every table.
    private Map<String, List<String>> everything() throws SQLException {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var table : List.of("files", "file_versions", "folders", "tags", "file_tags", "trash_items", "shares")) {
            rows.put(table, new ArrayList<>(store.postgres().query("select t::text from " + table + " t order by 1")));
        }
        return rows;
    }
}
