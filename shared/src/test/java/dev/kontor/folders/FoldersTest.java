package dev.kontor.folders;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.renameFolder;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The invariants hold after every test.
final class FoldersTest {

    private final Store store = Store.open();
    private final Folders folders = store.folders();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    @DisplayName("S6: folder ↔ parent and children")
    void aFolderKnowsTheWayToIt() {
        var a = store.folder("a", null);
        var b = store.folder("b", a);
        var c = store.folder("c", b);

        var found = value(folders.get(USER, c.id()));

        assertThat(found.folder()).isEqualTo(c);
        assertThat(found.path())
                .containsExactly(new FolderWithPath.Ancestor(a.id(), "a"), new FolderWithPath.Ancestor(b.id(), "b"));
        assertThat(value(folders.get(USER, a.id())).path()).isEmpty();
    }

    @Test
    void aPathShowsTheNearestOfVeryManyAncestors() throws SQLException {
        store.postgres().execute("""
            with recursive chain as (
              select 1 as n, gen_random_uuid() as id, null::uuid as parent_folder_id
              union all
              select n + 1, gen_random_uuid(), id from chain where n < %d
            )
            insert into folders (id, user_id, name, parent_folder_id)
            select id, '%s', 'folder ' || n, parent_folder_id from chain
            """.formatted(Limits.ANCESTORS_SHOWN_MAX + 2, USER));
        var deepest = UUID.fromString(store.postgres()
                .query("select id from folders where name = 'folder %d'".formatted(Limits.ANCESTORS_SHOWN_MAX + 2))
                .getFirst());

        var path = value(folders.get(USER, deepest)).path();

        assertThat(path).hasSize(Limits.ANCESTORS_SHOWN_MAX);
        assertThat(path.getFirst().name()).isEqualTo("folder 2");
        assertThat(path.getLast().name()).isEqualTo("folder " + (Limits.ANCESTORS_SHOWN_MAX + 1));
    }

    @Test
    void aNameIsTakenWithoutRegardToCaseAmongFoldersOnly() {
        var parent = store.folder("parent", null);
        store.folder("ÄB", parent);
        store.file("file", parent);

        assertThat(code(folders.create(USER, new NewFolder("äb", parent.id(), null))))
                .isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(store.folder("file", parent).name()).isEqualTo("file");
        assertThat(store.folder("äb", null).name()).isEqualTo("äb");
    }

    @Test
    void aTakenNameIsNumberedAtItsEndAndCut() {
        var name = "a.b" + "x".repeat(Limits.NAME_CHARACTERS - 3);
        store.folder(name, null);

        var second = value(folders.createRenaming(USER, new NewFolder(name, null, null)));

        assertThat(second.name()).isEqualTo(name.substring(0, name.length() - 4) + " (2)");
    }

    @Test
    void aFolderInNothingIsNotMade() {
        assertThat(code(folders.create(USER, new NewFolder("a", nobody(), null))))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    @DisplayName("S9: every update moves updated_at")
    void everyChangeIsKeptAndMovesUpdatedAt() {
        var before = store.folder("a", null);
        var patch = new FolderPatch(Change.to("b"), Change.to("a description"), Change.none(), Change.to(true));

        var after = value(folders.update(USER, before.id(), patch, IfMatch.ANY));

        assertThat(after)
                .isEqualTo(new Folder(
                        before.id(), "b", null, "a description", true, before.createdAt(), after.updatedAt()));
        assertThat(after.updatedAt()).isAfter(before.updatedAt());
        assertThat(value(folders.get(USER, before.id())).folder()).isEqualTo(after);
    }

    @Test
    @Tag("slow")
    @DisplayName("S10: of many updates of one state, one wins")
    void ofManyUpdatesOfOneETagOneWins() {
        for (var round = 0; round < 20; round++) {
            var folder = store.folder("folder " + round, null);
            var ifMatch = new IfMatch(List.of(folder.updatedAt()));

            var results = Race.<Result<?>>of(
                    16,
                    number -> number == 0
                            ? folders.delete(USER, folder.id(), ifMatch)
                            : folders.update(USER, folder.id(), renameFolder(number + " of " + folder.id()), ifMatch));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .extracting(Store::code)
                    .isSubsetOf(ErrorCode.PRECONDITION_FAILED, ErrorCode.RESOURCE_NOT_FOUND);
        }
    }

    @Test
    @DisplayName("S10: what has changed since it was read is not deleted, nor anything below it")
    void aStaleETagDeletesNothing() throws SQLException {
        var folder = store.folder("a", null);
        store.file("file", folder);
        value(folders.update(USER, folder.id(), renameFolder("b"), IfMatch.ANY));

        var refused = folders.delete(USER, folder.id(), new IfMatch(List.of(folder.updatedAt())));

        assertThat(code(refused)).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(store.postgres().query("select is_deleted from files")).containsExactly("f");
        assertThat(store.postgres().query("select count(*) from trash_items")).containsExactly("0");
    }

    @Test
    @DisplayName("S8: a folder takes all that is alive below it to the trash, as one batch")
    void aFolderIsDeletedWithItsWholeSubtreeAsOneBatch() throws SQLException {
        var top = store.folder("top", null);
        var middle = store.folder("middle", top);
        var bottom = store.folder("bottom", middle);
        store.file("in top", top);
        store.file("in bottom", bottom);
        var beside = store.folder("beside", null);
        store.file("in beside", beside);

        value(folders.delete(USER, top.id(), IfMatch.ANY));

        assertThat(store.postgres().query("select folder_id, file_id from trash_items"))
                .containsExactly(top.id() + " null");
        assertThat(store.postgres().query("""
            select f.name, f.trash_id = (select id from trash_items)
            from folders f where f.is_deleted order by name
            """)).containsExactly("bottom t", "middle t", "top t");
        assertThat(store.postgres().query("select name from files where is_deleted order by name"))
                .containsExactly("in bottom", "in top");
        for (var deleted : List.of(top, middle, bottom)) {
            assertThat(code(folders.get(USER, deleted.id()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(code(folders.delete(USER, deleted.id(), IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(code(folders.update(USER, deleted.id(), renameFolder("x"), IfMatch.ANY)))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }
    }

    @Test
    void whatWasInTheTrashBeforeStaysABatchOfItsOwn() throws SQLException {
        var top = store.folder("top", null);
        var earlier = store.folder("earlier", top);
        var file = store.file("file", top);
        value(folders.delete(USER, earlier.id(), IfMatch.ANY));
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
        var before = store.postgres().query("select deleted_at from files");

        value(folders.delete(USER, top.id(), IfMatch.ANY));

        assertThat(store.postgres().query("select count(*) from trash_items")).containsExactly("3");
        assertThat(store.postgres().query("""
            select count(*) from folders f
            join trash_items t on t.id = f.trash_id and t.folder_id = f.id
            """))
                .as("each folder in the batch that names it")
                .containsExactly("2");
        assertThat(store.postgres().query("select deleted_at from files")).isEqualTo(before);
    }

    @Test
    @DisplayName("S8: trash frees a name")
    void trashFreesAName() {
        var folder = store.folder("a", null);
        value(folders.delete(USER, folder.id(), IfMatch.ANY));

        assertThat(store.folder("A", null).id()).isNotEqualTo(folder.id());
    }
}
