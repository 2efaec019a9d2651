package dev.kontor.items;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.Limits;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The largest lists, in the shapes that cost most. The time that a statement has bounds them, and the
/// invariants hold after every test.
@Tag("slow")
final class LargeListsTest {

    /// Many times of what it takes: other tests run beside it.
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Store store = Store.open();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void aThousandFoldersInOneAnotherAreDeletedAndComeBack() throws SQLException {
        var chain = chain();

        assertThat(value(store.items().trash(USER, chain))).isEqualTo(Limits.ITEMS_PER_REQUEST);
        assertThat(count("trash_items")).isEqualTo("1");
        assertThat(value(store.trash().restore(USER, chain))).isEqualTo(Limits.ITEMS_PER_REQUEST);

        assertThat(count("folders where parent_folder_id is null")).isEqualTo("1");
    }

    @Test
    void aThousandFoldersThatWereDeletedFromTheBottomUpComeBackIntoOneAnother() throws SQLException {
        var chain = chain();
        store.postgres().execute("""
            insert into trash_items (user_id, folder_id) select user_id, id from folders;
            update folders f set is_deleted = true, deleted_at = now(), trash_id = t.id
            from trash_items t where t.folder_id = f.id;
            """);
        var begin = System.nanoTime();

        assertThat(value(store.trash().restore(USER, chain))).isEqualTo(Limits.ITEMS_PER_REQUEST);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
        assertThat(count("folders where parent_folder_id is null and not is_deleted"))
                .isEqualTo("1");
    }

    @Test
    void aThousandFilesOfOneNameComeBack() throws SQLException {
        store.postgres().execute("""
            insert into files (user_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at)
            select '%s', repeat('n', 496) || '.txt', 'a/b', 0, 'p', 'k' || n, true, now()
            from generate_series(1, %d) n;
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
            select user_id, id, 1, size, mime_type, storage_key from files;
            insert into trash_items (user_id, file_id) select user_id, id from files;
            """.formatted(USER, Limits.ITEMS_PER_REQUEST));
        var begin = System.nanoTime();

        assertThat(value(store.trash().restore(USER, list("files", ItemId.FILE))))
                .isEqualTo(Limits.ITEMS_PER_REQUEST);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
        assertThat(count("files where name like '%n (1000).txt'")).isEqualTo("1");
    }

    /// Each folder lies in the one before it.
    private ItemList chain() throws SQLException {
        store.postgres().execute("""
            do $$
            declare
              parent uuid;
            begin
              for number in 1..%d loop
                insert into folders (user_id, name, parent_folder_id)
                values ('%s', lpad(number::text, 4, '0'), parent)
                returning id into parent;
              end loop;
            end
            $$
            """.formatted(Limits.ITEMS_PER_REQUEST, USER));
        return list("folders", ItemId.FOLDER);
    }

    private ItemList list(String table, String type) throws SQLException {
        return new ItemList(store.postgres().query("select id from %s order by name".formatted(table)).stream()
                .map(id -> new ItemId(type, UUID.fromString(id)))
                .toList());
    }

    private String count(String rows) throws SQLException {
        return store.postgres().query("select count(*) from " + rows).getFirst();
    }
}
