package dev.kontor.search;

import dev.kontor.files.FileRowSql;
import dev.kontor.folders.ChildSql;
import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The statements of [ItemSearch]: one for each [SearchScope], with the parts that it needs.
///
/// Results are ranked. Each rank has its own part, which looks for no more rows than the page still
/// lacks. There are two ways to the rows of a rank, and the statement chooses while it runs:
///
/// - The walk reads the store from the newest row on. It soon meets a text that is common.
/// - The index lists the rows that contain a text, in no order. There are few when the text is rare.
///
/// Each way is slow where the other is quick, and no plan could know beforehand how common a text
/// is. When a tag or a folder leaves few files, the walk reads all of those and nothing else.
final class SearchSql {

    /// What a search looks through. Each has a statement of its own.
    ///
    /// @param type `file` or `folder`; null for both
    /// @param tagged whether a tag narrows it
    /// @param inFolder whether a folder narrows it
    record SearchScope(@Nullable String type, boolean tagged, boolean inFolder) {

        boolean isNarrowed() {
            return tagged || inFolder;
        }

        /// A text for each kind of item, joined by `union all`.
        ///
        /// @param select has `KIND` where the kind belongs: `file` or `folder`
        String union(String select) {
            return List.of("file", "folder").stream()
                    .filter(kind -> type == null || type.equals(kind))
                    .map(kind -> select.replace("KIND", kind))
                    .collect(Collectors.joining("\nunion all\n"));
        }
    }

    static final Filter OF_TYPE = new Filter("ofType", "mime_type = :mime_type");

    private static final int RANKS = 4;

    /// The text to look for, in each form that a condition needs. It is made once, not for each row.
    private static final Fragment NEEDLE = new Fragment("needle", """
        needle as materialized (
          select
            fold_text(:q) as key,
            text_prefix(:q) as prefix,
            rpad(text_prefix(:q), 400, chr(1114111)) as last_with_prefix,
            text_pattern(:q) as pattern,
            has_trigram(fold_text(:q)) as has_trigram
        )
        """);

    private static final Fragment KEY = new Fragment("key_sought", "(select key from needle)");

    private static final Fragment PATTERN = new Fragment("pattern", "(select pattern from needle)");

    private static final Fragment HAS_TRIGRAM = new Fragment("has_trigram", "(select has_trigram from needle)");

    /// Whether the name begins with the text, as far as an index entry holds it. `^@` would find no
    /// index in a plan that is kept, because the planner has to know the text for that.
    private static final Fragment MAY_BEGIN = new Fragment("may_begin", """
        text_prefix(name) ~>=~ (select prefix from needle)
        and text_prefix(name) ~<=~ (select last_with_prefix from needle)
        """);

    /// The number of rows that the walk reads: more for a far page.
    private static final Fragment WALK_ROWS =
            new Fragment("walk_rows", "case when <has_trigram> then :walked + 4 * <offset> else :scanned end");

    /// The rank of a row that the walk met. The conditions of the single ranks, below, say the same
    /// in the words of an index.
    private static final Fragment RANK_OF_ROW = new Fragment("rank_of_row", """
        case
          when fold_text(name) like <pattern> then
            case
              when fold_text(name) = <key_sought> then '1'
              when fold_text(name) ^@ <key_sought> then '2'
              else '3'
            end
          when fold_text(description) like <pattern> then '4'
        end
        """);

    private static final String PARTS_OF_TAG = """
        tagged as materialized (
          select ft.file_id as id
          from file_tags ft
          where ft.user_id = :user_id and ft.tag_id = :tag_id
          limit :scanned
        ),
        """;

    private static final String PARTS_OF_FOLDER = """
        folder as (
          select p.id
          from folders p
          where p.user_id = :user_id and p.id = :in_folder and not p.is_deleted
        ),
        subtree as (
          select folder.id
          from folder
          union all
          select c.id
          from subtree s
          join folders c on c.user_id = :user_id and c.parent_folder_id = s.id
          where not c.is_deleted
        ),
        below as materialized (
          select c.id
          from subtree s
          join files c on c.user_id = :user_id and c.parent_folder_id = s.id
          where not c.is_deleted
          union all
          select s.id
          from subtree s
          limit :scanned
        ),
        """;

    /// Looked up for each row: `in` or `exists` would let the planner read all files of a tag first, once
    /// for each rank.
    private static final String IS_TAGGED = """
        (
          select true
          from file_tags ft
          where ft.user_id = :user_id and ft.file_id = id and ft.tag_id = :tag_id
        )
        """;

    private static final String IS_BELOW = "parent_folder_id in (select s.id from subtree s)";

    private static final String TAG_LEAVES_FEW = "(select count(*) from tagged) < :scanned";

    private static final String FOLDER_LEAVES_FEW = "(select count(*) from below) < :scanned";

    static final Map<SearchScope, ListQuery> FIND = find();

    private SearchSql() {}

    /// The statement for the scope of a search.
    static ListQuery find(SearchFilter filter) {
        var scope = new SearchScope(filter.type(), filter.tagId() != null, filter.inFolder() != null);
        return Objects.requireNonNull(FIND.get(scope));
    }

    private static Map<SearchScope, ListQuery> find() {
        var all = new HashMap<SearchScope, ListQuery>();
        for (var type : new @Nullable String[] {null, "file", "folder"}) {
            for (var tagged : List.of(false, true)) {
                for (var inFolder : List.of(false, true)) {
                    var scope = new SearchScope(type, tagged, inFolder);
                    all.put(scope, find(scope));
                }
            }
        }
        return Map.copyOf(all);
    }

    private static String nameOf(SearchScope scope) {
        return "search.find" + (scope.type == null ? "" : scope.type.equals("file") ? "Files" : "Folders")
                + (scope.tagged ? "Tagged" : "") + (scope.inFolder ? "Below" : "");
    }

    /// After a cursor, the rows of its own rank begin behind it, and those of later ranks begin
    /// with the newest. `is_behind` tells these two walks apart.
    private static ListQuery find(SearchScope scope) {
        return ListQuery.named(nameOf(scope))
                .filteredBy(OF_TYPE)
                .inGroups("1", "2", "3", "4")
                .countedBy(count(scope))
                .as("""
                    with recursive <needle>,
                    <narrowing>
                    live_file as not materialized (
                      select 'file' as type, id, name, description, parent_folder_id, created_at
                      from files
                      where user_id = :user_id and not is_deleted and <key_sought> <> ''
                        <filters>
                    ),
                    live_folder as not materialized (
                      select 'folder' as type, id, name, description, parent_folder_id, created_at
                      from (select *, null::text as mime_type from folders) as folders
                      where user_id = :user_id and not is_deleted and <key_sought> <> ''
                        <filters>
                    ),
                    some_file as not materialized (
                      select * from live_file where <is_let_through>
                    ),
                    some_folder as not materialized (
                      select * from live_folder where <is_let_through>
                    ),
                    walked as materialized (
                      select
                        type, id, parent_folder_id, created_at, is_behind,
                        <rank_of_row> as rank
                      from (
                        <walks>
                      ) as walked
                    ),
                    met as materialized (
                      select type, id, created_at, is_behind, rank
                      from walked
                      where rank is not null and <is_let_through>
                    ),
                    <ranks>
                    page as (
                      select *
                      from (
                        <found>
                      ) as found
                      order by rank, created_at desc, id desc
                      <page_limit>
                    ),
                    f as (
                      select
                        p.rank,
                        <file>
                      from page p
                      join files c on c.user_id = :user_id and c.id = p.id
                      where p.type = 'file' and not c.is_deleted
                      union all
                      select
                        p.rank,
                        <folder>
                      from page p
                      join folders c on c.user_id = :user_id and c.id = p.id
                      where p.type = 'folder' and not c.is_deleted
                    )
                    select
                      <missing>,
                      <total>,
                      f.rank,
                      f.type,
                      <columns>
                    from (values (1)) as one
                    left join f on true
                    <tags>
                    <version>
                    order by f.rank, f.created_at desc, f.id desc
                    """, fragments(scope));
    }

    private static Fragment[] fragments(SearchScope scope) {
        return new Fragment[] {
            NEEDLE,
            new Fragment("narrowing", narrowing(scope)),
            KEY,
            PATTERN,
            HAS_TRIGRAM,
            WALK_ROWS,
            RANK_OF_ROW,
            MAY_BEGIN,
            new Fragment("is_let_through", isLetThrough(scope)),
            new Fragment("leaves_many", scope.isNarrowed() ? "not (" + leavesFew(scope) + ")" : "true"),
            new Fragment("walks", walks(scope)),
            new Fragment("ranks", ranks(scope)),
            new Fragment("found", found()),
            new Fragment("missing", missing(scope)),
            ChildSql.FILE,
            ChildSql.FOLDER,
            FileRowSql.COLUMNS,
            FileRowSql.TAGS,
            FileRowSql.VERSION
        };
    }

    /// The parts that only a narrowed search has. `few` has the ids of the files and folders that the
    /// tag or the folder leaves, if they are few.
    private static String narrowing(SearchScope scope) {
        var ways = new ArrayList<String>();
        if (scope.tagged) {
            ways.add("select id from tagged where " + TAG_LEAVES_FEW);
        }
        if (scope.inFolder) {
            ways.add("select id from below where " + FOLDER_LEAVES_FEW
                    + (scope.tagged ? " and not " + TAG_LEAVES_FEW : ""));
        }
        return (scope.tagged ? PARTS_OF_TAG : "")
                + (scope.inFolder ? PARTS_OF_FOLDER : "")
                + (ways.isEmpty()
                        ? ""
                        : "few as materialized (\n  %s\n),".formatted(String.join("\n  union all\n  ", ways)));
    }

    private static String isLetThrough(SearchScope scope) {
        return (scope.tagged ? IS_TAGGED : "true") + (scope.inFolder ? " and " + IS_BELOW : "");
    }

    private static String leavesFew(SearchScope scope) {
        return (scope.tagged ? TAG_LEAVES_FEW : "false") + (scope.inFolder ? " or " + FOLDER_LEAVES_FEW : "");
    }

    private static String walks(SearchScope scope) {
        var few = """
            select *, false as is_behind from live_KIND where id = any(array(select id from few))
            union all
            select *, true from live_KIND where id = any(array(select id from few)) and <behind>
            """;
        return (scope.isNarrowed() ? scope.union(few) + "\nunion all\n" : "")
                + "select *, false as is_behind from (\n  "
                + newest(scope, "live", "not <is_of_4> and <leaves_many>", "<walk_rows>")
                + ") as newest\nunion all\nselect *, true from (\n  "
                + newest(scope, "live", "<behind> and <leaves_many>", "<walk_rows>")
                + ") as newest";
    }

    /// The newest items that meet a condition, at most `rows`.
    ///
    /// @param which `live` for all there are, `some` for those that the filter lets through
    private static String newest(SearchScope scope, String which, String condition, String rows) {
        var select = "(select * from %s_KIND where %s order by created_at desc, id desc limit %s)"
                .formatted(which, condition, rows);
        return """
            select *
            from (
              %s
            ) as each
            order by created_at desc, id desc
            limit %s\
            """.formatted(scope.union(select).replace("\n", "\n  "), rows);
    }

    private static String ranks(SearchScope scope) {
        var isName = "text_prefix(name) = (select prefix from needle) and fold_text(name) = <key_sought> and"
                + " <is_after_1>";
        return """
            found_1 as materialized (
              select type, id, created_at
              from (
                %s
              ) as newest
            ),
            """.formatted(newest(scope, "some", isName, rows(1)))
                + rank(
                        scope,
                        2,
                        "<may_begin> and fold_text(name) ^@ <key_sought> and fold_text(name) <> <key_sought>",
                        "false")
                + rank(
                        scope,
                        3,
                        "fold_text(name) like <pattern> and not fold_text(name) ^@ <key_sought>",
                        "not <has_trigram>")
                + rank(
                        scope,
                        4,
                        "fold_text(description) like <pattern> and fold_text(name) not like <pattern>",
                        "not <has_trigram>");
    }

    /// The rows of a rank: those that the walk met, if these are enough or all; otherwise those
    /// that the index lists, sorted.
    ///
    /// @param condition the rank's condition, in the words of an index
    /// @param hasNoIndex an SQL condition: no index can list the rows, so those of the walk must do
    private static String rank(SearchScope scope, int rank, String condition, String hasNoIndex) {
        var indexed = "select type, id, created_at, false from some_KIND where %s and <is_after_%d>"
                .formatted(condition, rank);
        return """
            met_{n} as materialized (
              select type, id, created_at
              from met
              where rank = '{n}' and is_behind = <is_of_{n}> and <is_after_{n}>
              order by created_at desc, id desc
              limit {rows}
            ),
            found_{n} as materialized (
              select type, id, created_at
              from (
                select type, id, created_at, true as is_met from met_{n}
                union all
                {indexed}
              ) as each
              where is_met = (
                {has_no_index}
                or (select count(*) from met_{n}) = {rows}
                or not <leaves_many>
                or (select count(*) from walked where is_behind = <is_of_{n}>) < <walk_rows>
              )
              order by created_at desc, id desc
              limit {rows}
            ),
            """.replace("{n}", Integer.toString(rank))
                .replace("{rows}", rows(rank))
                .replace("{indexed}", scope.union(indexed))
                .replace("{has_no_index}", hasNoIndex);
    }

    /// The number of rows that the page lacks after the ranks before this one.
    private static String rows(int rank) {
        return IntStream.range(1, rank)
                .mapToObj(" - (select count(*) from found_%d)"::formatted)
                .collect(Collectors.joining("", "<page_rows>", ""));
    }

    private static String found() {
        return IntStream.rangeClosed(1, RANKS)
                .mapToObj("select '%1$d' as rank, * from found_%1$d"::formatted)
                .collect(Collectors.joining("\nunion all\n"));
    }

    /// The total: exact when the walk read everything, and `counted` at most otherwise. It is
    /// counted by the walk, by the trigram index or, for a text without a trigram, by the index of
    /// beginnings together with the walk.
    private static String count(SearchScope scope) {
        return """
            case
              when not <leaves_many> or (select count(*) from walked) < <walk_rows> then (select count(*) from met)
              when (select count(*) from met) >= :counted then :counted
              when <has_trigram> then (
                select count(*)
                from (
                  {containing}
                  limit :counted
                ) as counted
              )
              else least(:counted, (select count(*) from met where rank > '2') + (
                select count(*)
                from (
                  {beginning}
                  limit :counted
                ) as counted
              ))
            end\
            """.replace("{containing}", scope.union("""
                select from some_KIND
                where fold_text(name) like <pattern> or fold_text(description) like <pattern>\
                """))
                .replace("{beginning}", scope.union("select from some_KIND where <may_begin>"));
    }

    private static String missing(SearchScope scope) {
        var missing = (scope.inFolder ? "when not exists (select from folder) then 'NO_FOLDER' " : "")
                + (scope.tagged ? "when not exists (" + GuardSql.own("tags", "tag_id") + ") then 'NO_TAG' " : "");
        return (missing.isEmpty() ? "null" : "case " + missing + "end") + " as refusal";
    }
}
