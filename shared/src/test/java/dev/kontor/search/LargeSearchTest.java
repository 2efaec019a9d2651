package dev.kontor.search;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.SortKey;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A search in a store that is too large to read whole. The results of the walk and the indexes are
/// compared with those of an independent statement, which simply reads every row.
@Tag("slow")
final class LargeSearchTest {

    /// More than a search without a trigram reads.
    private static final int FILES = 24_000;

    private static final int FOLDERS = 1_500;

    private static final UUID TAG = UUID.fromString("7a600000-0000-4000-8000-000000000001");
    private static final UUID TOP_FOLDER = UUID.fromString("f01de700-0000-4000-8000-000000000007");

    private static Store store;

    /// Most names begin with IMG_, and one of 40 with `report`; `canon` is in the oldest alone, and
    /// `needle` in a few. Many are made at the same moment.
    @BeforeAll
    static void fill() throws SQLException {
        store = Store.open();
        store.postgres().execute("""
            set session_replication_role = replica;

            insert into folders (id, user_id, parent_folder_id, name, description, created_at)
            select
              ('f01de700-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '%1$s',
              case when i > 10
                then ('f01de700-0000-4000-8000-' || lpad((1 + i %% 10)::text, 12, '0'))::uuid
              end,
              case when i %% 100 = 0 then 'Report' else 'folder ' end || i,
              case when i %% 300 = 1 then 'annual report' end,
              timestamptz '2025-01-01' + i / 4 * interval '1 hour'
            from generate_series(1, %3$d) as i;

            insert into files (
              user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key,
              description, is_deleted, deleted_at, created_at)
            select
              '%1$s',
              ('f01de700-0000-4000-8000-' || lpad((1 + i %% (%3$d - 1))::text, 12, '0'))::uuid,
              case
                when i %% 200 = 7 then 'untitled'
                when i %% 4000 = 3 then 'Nädle with a Néedle ' || i
                when i %% 40 = 5 then 'report ' || i || '.pdf'
                when i %% 40 = 6 then 'the Réport ' || i || '.pdf'
                when i < 3000 then 'canon_' || i || '.jpg'
                else 'IMG_' || i || '.jpg'
              end,
              case when i %% 3 = 0 then 'application/pdf' else 'image/jpeg' end,
              5, 'p', i,
              case when i %% 150 = 8 then 'a repört on needles' when i %% 5 = 0 then 'about ' || i end,
              i %% 50 = 9, case when i %% 50 = 9 then now() end,
              timestamptz '2025-01-01' + i / 4 * interval '1 minute'
            from generate_series(1, %2$d) as i;

            insert into files (user_id, name, mime_type, size, storage_path, storage_key)
            select 'another', 'report ' || i, 'text/plain', 5, 'p', 'another' || i
            from generate_series(1, 1000) as i;

            insert into tags (id, user_id, name) values ('%4$s', '%1$s', 'tag');
            insert into file_tags (user_id, file_id, tag_id)
            select user_id, id, '%4$s'
            from files
            where user_id = '%1$s' and storage_key::int %% 13 = 0;

            analyze;
            """.formatted(USER, FILES, FOLDERS, TAG));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    static Stream<Arguments> searches() {
        return Stream.of(
                argumentSet("common", text("img")),
                argumentSet("common, at the end of names", text(".jpg")),
                argumentSet("in one of 25", text("report")),
                argumentSet("with an accent", text("RÉPÖRT")),
                argumentSet("rare", text("needle")),
                argumentSet("nowhere", text("nothing of this kind")),
                argumentSet("in the oldest alone", text("canon")),
                argumentSet("the whole of many names", text("untitled")),
                argumentSet("in descriptions", text("about")),
                argumentSet("wildcards", text("canon_1")),
                argumentSet("one letter", text("u")),
                argumentSet("two letters", text("im")),
                argumentSet("folders", new SearchFilter("report", "folder", null, null, null)),
                argumentSet("files", new SearchFilter("report", "file", null, null, null)),
                argumentSet("with a tag", new SearchFilter("img", null, TAG, null, null)),
                argumentSet("of a type", new SearchFilter("r", null, null, "application/pdf", null)),
                argumentSet("in a folder", new SearchFilter("img", null, null, null, TOP_FOLDER)),
                argumentSet("old, in a folder", new SearchFilter("canon", "file", TAG, "image/jpeg", TOP_FOLDER)));
    }

    @ParameterizedTest
    @MethodSource("searches")
    @DisplayName("A list has a stable order: pages and cursors give what a reading of all rows does")
    void pagesAndCursorsGiveWhatAReadingOfAllRowsDoes(SearchFilter filter) throws SQLException {
        var expected = readAll(filter);

        // By cursor, as far as the first ranks go and some pages into the last.
        var byCursor = new ArrayList<String>();
        var limit = 97;
        var cursor = (String) null;
        do {
            var page = find(filter, 1, limit, cursor);
            page.items().forEach(hit -> byCursor.add(hit.rank() + " " + hit.id()));
            cursor = page.nextCursor();
        } while (cursor != null && byCursor.size() < 1_500);
        assertThat(byCursor).isEqualTo(part(expected, 0, byCursor.size()));
        assertThat(byCursor.size() == expected.size()).isEqualTo(cursor == null);

        // By page, to beyond what the walk sees, and beyond the end.
        for (var number : List.of(1, 2, 3, 10, 60, 300)) {
            var page = find(filter, number, limit, null);
            assertThat(page.items().stream().map(hit -> hit.rank() + " " + hit.id()))
                    .as("page %d", number)
                    .isEqualTo(part(expected, (number - 1) * limit, limit));
        }
    }

    @ParameterizedTest
    @MethodSource("searches")
    void theTotalIsTheNumberOfAllUnlessThereAreManyInALargeStore(SearchFilter filter) throws SQLException {
        var expected = readAll(filter).size();
        // What carries the tag, and what lies below the folder, is few enough to be looked at.
        var isLarge = filter.tagId() == null && filter.inFolder() == null;

        assertThat(find(filter, 1, 1, null).total())
                .isEqualTo(isLarge ? Math.min(expected, Limits.SEARCH_COUNTED_ROWS) : expected);
    }

    @Test
    void aTextWithoutATrigramIsFoundAtEveryBeginningAndElsewhereInTheNewest() throws SQLException {
        store.postgres().execute("""
            insert into files (user_id, name, mime_type, size, storage_path, storage_key, created_at)
            values
              ('%1$s', 'qz at the beginning', 'a/b', 1, 'p', 'old1', '2000-01-01'),
              ('%1$s', 'the old qz', 'a/b', 1, 'p', 'old2', '2000-01-01'),
              ('%1$s', 'the new qz', 'a/b', 1, 'p', 'new1', '2030-01-01');
            """.formatted("the user of two letters"));
        store.postgres().execute("""
            insert into files (user_id, name, mime_type, size, storage_path, storage_key)
            select 'the user of two letters', 'x' || i, 'a/b', 1, 'p', 'x' || i
            from generate_series(1, %d) as i
            """.formatted(Limits.SEARCH_SCANNED_ROWS));
        var request = new ListRequest<>("the user of two letters", text("qz"), SortKey.CREATED_AT, true, 1, 10, null);

        var page = value(store.search().find(request));

        assertThat(page.items().stream().map(hit -> hit.child().name()))
                .containsExactly("qz at the beginning", "the new qz");
        assertThat(page.total()).isEqualTo(2);
    }

    private static Page<Hit> find(SearchFilter filter, int page, int limit, @Nullable String cursor) {
        return value(
                store.search().find(new ListRequest<>(USER, filter, SortKey.CREATED_AT, true, page, limit, cursor)));
    }

    /// The rank and id of every match, in order.
    private static List<String> readAll(SearchFilter filter) throws SQLException {
        return store.postgres().query("""
            with recursive below as (
              select '%5$s'::uuid as id
              union all
              select f.id from folders f join below b on f.parent_folder_id = b.id where not f.is_deleted
            ),
            every as (
              select 'file' as type, id, name, description, parent_folder_id, mime_type, created_at
              from files where user_id = '%1$s' and not is_deleted
              union all
              select 'folder', id, name, description, parent_folder_id, null, created_at
              from folders where user_id = '%1$s' and not is_deleted
            ),
            plain as (
              select *,
                translate(lower(name), 'äéöÉ', 'aeoe') as n,
                translate(lower(coalesce(description, '')), 'äéöÉ', 'aeoe') as d,
                translate(lower('%2$s'), 'äéöÉÖ', 'aeoeo') as q
              from every
            ),
            ranked as (
              select *,
                case
                  when n = q then 1
                  when left(n, length(q)) = q then 2
                  when strpos(n, q) > 0 then 3
                  when strpos(d, q) > 0 then 4
                end as rank
              from plain
            )
            select rank, id
            from ranked
            where rank is not null
              and type in (%3$s)
              and coalesce(mime_type, '') like '%4$s'
              and (%6$s or parent_folder_id in (select id from below))
              and (%7$s or id in (select file_id from file_tags where tag_id = '%8$s'))
            order by rank, created_at desc, id desc
            """.formatted(
                        USER,
                        filter.q(),
                        filter.type() == null ? "'file', 'folder'" : "'" + filter.type() + "'",
                        filter.mimeType() == null ? "%" : filter.mimeType(),
                        filter.inFolder() == null ? TOP_FOLDER : filter.inFolder(),
                        filter.inFolder() == null,
                        filter.tagId() == null,
                        TAG));
    }

    private static List<String> part(List<String> list, int from, int size) {
        var start = Math.min(from, list.size());
        return list.subList(start, Math.min(start + size, list.size()));
    }

    private static SearchFilter text(String searched) {
        return new SearchFilter(searched, null, null, null, null);
    }
}
