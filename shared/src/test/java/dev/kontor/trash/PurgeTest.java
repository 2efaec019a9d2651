package dev.kontor.trash;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newest;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.folders.Folder;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rows of items that are marked as deleted for good are deleted in bounded steps, and any caller
/// can continue where another stopped.
final class PurgeTest {

    private static final int STEP = Limits.PURGE_ROWS_PER_STATEMENT;

    /// No test here has more than two kinds of which a step could take so many.
    private static final int MOST = 2 * STEP;

    private final Store store = Store.open();
    private final Trash trash = store.trash();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    @Tag("slow")
    void aBatchOfManyRowsGoesInStepsThatAreBounded() throws SQLException {
        var folder = store.folder("folder", null);
        insertFolders(2 * STEP + 1, folder.id(), "1");
        insertFiles(3 * STEP + 1, "in it");
        var keys = query("select storage_key from file_versions order by 1");
        giveUp(folder);

        var steps = purged();

        assertThat(steps).hasSizeGreaterThan(4).allMatch(rows -> rows <= MOST);
        assertThat(rows("files", "folders", "file_versions", "trash_items")).isZero();
        assertThat(query("select storage_key from object_deletions order by 1")).isEqualTo(keys);
    }

    @Test
    void aRequestDeletesASmallBatchWholeAndOfALargeOneWhatItCan() throws SQLException {
        var small = store.folder("small", null);
        insertFolders(10, small.id(), "1");
        insertFiles(100, "small");
        value(store.folders().delete(USER, small.id(), IfMatch.ANY));
        value(trash.delete(USER, small.id(), IfMatch.ANY));
        assertThat(rows("files", "folders", "file_versions", "trash_items")).isZero();

        var large = store.folder("large", null);
        insertFolders(1, large.id(), "1");
        insertFiles((Limits.PURGE_STEPS_PER_REQUEST + 2) * STEP, "large");
        value(store.folders().delete(USER, large.id(), IfMatch.ANY));
        value(trash.delete(USER, large.id(), IfMatch.ANY));

        assertThat(value(trash.list(newest(new TrashFilter(), 20))).total()).isZero();
        assertThat(code(trash.restore(USER, large.id()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(rows("files")).isEqualTo(2L * STEP);
        purged();
        assertThat(rows("files", "folders", "file_versions", "trash_items")).isZero();
    }

    @Test
    @Tag("slow")
    void anEmptiedTrashOfManyItemsIsEmptyAtOnce() throws SQLException {
        insertFiles(Limits.TRASH_ITEMS_PER_STATEMENT + 1, "alone");
        trashAll();

        value(trash.empty(USER));

        assertThat(value(trash.list(newest(new TrashFilter(), 20))).total()).isZero();
        assertThat(rows("files"))
                .isEqualTo(Limits.TRASH_ITEMS_PER_STATEMENT + 1 - (long) Limits.PURGE_STEPS_PER_REQUEST * STEP);
        assertThat(purged()).allMatch(rows -> rows <= STEP);
        assertThat(rows("files", "trash_items")).isZero();
    }

    @Test
    void manyBatchesOfTheirOwnInAFolderAreSetFreeInSteps() throws SQLException {
        var folder = store.folder("folder", null);
        insertFolders(1, folder.id(), "1");
        insertFiles(2 * STEP + 1, "alone");
        trashAll();
        insertFolders(2 * STEP + 1, folder.id(), "2");
        trashFoldersNamed("2");
        giveUp(folder);

        assertThat(purged()).hasSizeGreaterThan(2).allMatch(rows -> rows <= MOST);

        assertThat(value(trash.list(newest(new TrashFilter(), 20))).total()).isEqualTo(4L * STEP + 2);
        assertThat(query("select count(*) from files where parent_folder_id is not null"))
                .containsExactly("0");
    }

    @Test
    void aFileOfManyVersionsGoesInSteps() throws SQLException {
        var file = store.file("file", null);
        store.postgres().execute("""
            insert into file_versions (
              user_id, file_id, version, size, mime_type, storage_key, created_at)
            select '%s', '%s', i, 1, 'a/b', 'k' || i, now() + i * interval '1 microsecond'
            from generate_series(2, %d) as i
            """.formatted(USER, file.id(), 2 * STEP + 2));
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
        giveUpAll();

        assertThat(purged()).containsExactly(STEP, STEP, 2);
        assertThat(rows("files", "file_versions", "trash_items")).isZero();
        assertThat(rows("object_deletions")).isEqualTo(2L * STEP + 2);
    }

    @Test
    void tagsAndSharesGoInStepsBeforeWhatTheyAreOf() throws SQLException {
        var folder = store.folder("folder", null);
        var file = store.file("file", folder);
        store.postgres().execute("""
            insert into tags (user_id, name) select '%1$s', 't' || i from generate_series(1, %4$d) i;
            insert into file_tags (user_id, file_id, tag_id) select user_id, '%2$s', id from tags;
            insert into shares (user_id, file_id, token)
            select '%1$s', '%2$s', lpad(i::text, 43, 'f') from generate_series(1, %4$d) i;
            insert into shares (user_id, folder_id, token)
            select '%1$s', '%3$s', lpad(i::text, 43, 'd') from generate_series(1, %4$d) i;
            """.formatted(USER, file.id(), folder.id(), 2 * STEP + 2));
        giveUp(folder);

        assertThat(purged()).containsExactly(3 * STEP, 3 * STEP, 3 * 2 + 2);
        assertThat(rows("files", "folders", "file_tags", "shares", "trash_items"))
                .isZero();
    }

    /// A step makes progress, whichever folders it takes first.
    @Test
    void foldersInARowGoInSteps() throws SQLException {
        var folder = store.folder("folder", null);
        store.postgres().execute("""
            insert into folders (id, user_id, parent_folder_id, name)
            select md5('row' || i)::uuid, '%1$s',
              case i when 1 then '%2$s' else md5('row' || i - 1)::uuid end, 'f'
            from generate_series(1, %3$d) as i;
            analyze folders;
            """.formatted(USER, folder.id(), 2 * STEP + 1));
        giveUp(folder);

        assertThat(purged()).hasSizeBetween(3, 7).allMatch(rows -> rows <= MOST);
        assertThat(rows("folders", "trash_items")).isZero();
    }

    @Test
    void aStepThatIsBrokenOffLeavesAllToTheNext() throws Exception {
        var folder = store.folder("folder", null);
        insertFolders(2, folder.id(), "1");
        insertFiles(2 * STEP, "in it");
        giveUp(folder);
        assertThat(value(trash.purge())).isEqualTo(STEP);

        try (var owner = store.postgres().connect();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select from files for update");
            var purge = CompletableFuture.supplyAsync(trash::purge);
            var waiting = store.awaitLock("/* trash.purge%").getFirst();
            query("select pg_terminate_backend(%s)".formatted(waiting));
            assertThat(purge.handle((done, failure) -> failure).get())
                    .hasRootCauseInstanceOf(org.postgresql.util.PSQLException.class);
        }

        assertThat(rows("files")).isEqualTo(STEP);
        assertThat(rows("object_deletions")).isEqualTo(STEP);
        Invariants.assertHold(store.postgres());
        purged();
        assertThat(rows("files", "folders", "file_versions", "trash_items")).isZero();
        assertThat(rows("object_deletions")).isEqualTo(2L * STEP);
    }

    @Test
    @Tag("slow")
    void aRequestThatCannotDeleteTheRowsHasDeletedAllTheSame() throws SQLException {
        var file = store.file("file", null);
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
        try (var owner = store.postgres().connect();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select from files for update");

            value(trash.delete(USER, file.id(), IfMatch.ANY));

            assertThat(code(trash.restore(USER, file.id()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }
        assertThat(rows("files")).isEqualTo(1);
        purged();
        assertThat(rows("files")).isZero();
    }

    @Test
    @Tag("slow")
    void severalAtOnceDoNotDisturbEachOther() throws SQLException {
        for (var i = 0; i < 20; i++) {
            var folder = store.folder("folder " + i, null);
            insertFolders(20, folder.id(), "f" + i);
            value(store.folders().delete(USER, folder.id(), IfMatch.ANY));
        }
        insertFiles(5 * STEP, "alone");
        trashAll();
        giveUpAll();

        try (var elsewhere = Store.on(store.postgres())) {
            var totals = Race.of(6, number -> {
                var purging = (number % 2 == 0 ? store : elsewhere).trash();
                var total = 0;
                for (var rows = 1; rows > 0; total += rows) {
                    rows = value(purging.purge());
                }
                return total;
            });
            var rest = purged();
            assertThat(Stream.concat(totals.stream(), rest.stream())
                            .mapToInt(i -> i)
                            .sum())
                    .isEqualTo(20 * 21 + 5 * STEP);
        }

        assertThat(rows("files", "folders", "file_versions", "trash_items")).isZero();
        assertThat(rows("object_deletions")).isEqualTo(5L * STEP);
    }

    /// The number of rows that each step deleted. The invariants hold after each step.
    private List<Integer> purged() throws SQLException {
        var steps = new ArrayList<Integer>();
        for (var rows = value(trash.purge()); rows > 0; rows = value(trash.purge())) {
            steps.add(rows);
            Invariants.assertHold(store.postgres());
        }
        return steps;
    }

    private void giveUp(Folder folder) throws SQLException {
        value(store.folders().delete(USER, folder.id(), IfMatch.ANY));
        store.postgres()
                .execute("update trash_items set is_purged = true where folder_id = '%s'".formatted(folder.id()));
    }

    private void giveUpAll() throws SQLException {
        store.postgres().execute("update trash_items set created_at = now() - interval '31 days'");
        Result<Integer> expired;
        do {
            expired = trash.expire(Duration.ofDays(30));
        } while (value(expired) > 0);
    }

    private void insertFolders(int count, UUID parent, String name) throws SQLException {
        store.postgres().execute("""
            insert into folders (user_id, parent_folder_id, name)
            select '%s', '%s', '%s ' || i from generate_series(1, %d) as i;
            analyze folders;
            """.formatted(USER, parent, name, count));
    }

    /// Each in one of the live folders, in turn, or at the top where there is none.
    private void insertFiles(int count, String name) throws SQLException {
        store.postgres().execute("""
            with place as (
              select array_agg(id) as ids from folders where not is_deleted
            ),
            new_file as (
              insert into files (
                user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key)
              select '%1$s', ids[1 + i %% cardinality(ids)], '%2$s ' || i, 'a/b', 1, 'p', '%2$s/' || i
              from place, generate_series(1, %3$d) as i
              returning *
            )
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
            select user_id, id, 1, 1, 'a/b', storage_key from new_file;
            analyze files, file_versions;
            """.formatted(USER, name, count));
    }

    /// Each live file as if it was deleted by itself.
    private void trashAll() throws SQLException {
        store.postgres().execute("""
            with deleted as (
              update files set is_deleted = true, deleted_at = now()
              where not is_deleted returning user_id, id
            )
            insert into trash_items (user_id, file_id) select user_id, id from deleted
            """);
    }

    private void trashFoldersNamed(String name) throws SQLException {
        store.postgres().execute("""
            insert into trash_items (user_id, folder_id)
            select user_id, id from folders where name like '%1$s %%';
            update folders f set is_deleted = true, deleted_at = now(), trash_id = t.id
            from trash_items t where t.folder_id = f.id and f.name like '%1$s %%';
            """.formatted(name));
    }

    private long rows(String... tables) throws SQLException {
        var total = 0L;
        for (var table : tables) {
            total += Long.parseLong(query("select count(*) from " + table).getFirst());
        }
        return total;
    }

    private List<String> query(String sql) throws SQLException {
        return store.postgres().query(sql);
    }
}
