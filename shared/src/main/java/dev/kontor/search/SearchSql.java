package dev.kontor.search;

import dev.kontor.files.FileRowSql;
import dev.kontor.folders.ChildSql;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.ListQuery;

/// The statement of [ItemSearch].
///
/// Results are ranked. Each rank has its own part, which looks for no more rows than the page still
/// lacks. There are two ways to the rows of a rank, and the statement chooses while it runs:
///
/// - The walk reads the store from the newest row on. It soon meets a text that is common.
/// - The index lists the places of a text, in no order. There are few when the text is rare.
///
/// Each way is slow where the other is quick. The planner would have to choose beforehand, and can
/// only guess how common a text is. When a tag or a folder leaves few files, the walk reads all of
/// those and nothing else.
final class SearchSql {

    private static final Fragment IS_LET_THROUGH = new Fragment("is_let_through", """
        (:tag_id::uuid is null or id in (
          select ft.file_id
          from file_tags ft
          where ft.user_id = :user_id and ft.tag_id = :tag_id::uuid
        ))
        and (:in_folder::uuid is null or parent_folder_id in (select s.id from subtree s))
        """);

    private static final Fragment TAG_LEAVES_FEW =
            new Fragment("tag_leaves_few", "(:tag_id::uuid is not null and (select count(*) from tagged) < :scanned)");

    private static final Fragment FOLDER_LEAVES_FEW = new Fragment(
            "folder_leaves_few", "(:in_folder::uuid is not null and (select count(*) from below) < :scanned)");

    private static final Fragment LEAVES_MANY =
            new Fragment("leaves_many", "(not <tag_leaves_few> and not <folder_leaves_few>)");

    private static final Fragment IS_OF_FEW = new Fragment("is_of_few", "id = any(array(select id from few))");

    private static final Fragment HAS_TRIGRAM = new Fragment("has_trigram", "has_trigram(search_key(:q))");

    /// The number of rows that the walk reads: more for a far page.
    private static final Fragment WALK_ROWS =
            new Fragment("walk_rows", "case when <has_trigram> then :walked + 4 * :offset else :scanned end");

    private static final Fragment COMES_AFTER =
            new Fragment("comes_after", "(created_at, id) < (:after_value::timestamptz, :after_id::uuid)");

    /// The rank of a row that the walk met. The conditions of the single ranks, below, say the same
    /// in the words of an index.
    private static final Fragment RANK_OF_ROW = new Fragment("rank_of_row", """
        case
          when search_key(name) like search_pattern(:q) then
            case
              when search_key(name) = search_key(:q) then '1'
              when search_key(name) ^@ search_key(:q) then '2'
              else '3'
            end
          when search_key(description) like search_pattern(:q) then '4'
        end
        """);

    private static final Fragment RANK_1 = newest("rank_1", "some", """
        search_prefix(name) = search_prefix(:q) and search_key(name) = search_key(:q)
          and <after_cursor>
        """, rows(1), afterCursor(1));

    private static final Fragment RANK_2 = rank(2, """
        search_prefix(name) ^@ search_prefix(:q)
          and search_key(name) ^@ search_key(:q)
          and search_key(name) <> search_key(:q)
        """, "false");

    private static final Fragment RANK_3 = rank(3, """
        search_key(name) like search_pattern(:q) and not search_key(name) ^@ search_key(:q)
        """, "not <has_trigram>");

    private static final Fragment RANK_4 = rank(4, """
        search_key(description) like search_pattern(:q)
          and search_key(name) not like search_pattern(:q)
        """, "not <has_trigram>");

    /// The total: exact when the walk read everything, and `counted` at most otherwise. It is
    /// counted by the walk, by the trigram index or, for a text without a trigram, by the index of
    /// beginnings together with the walk.
    private static final Fragment COUNT = new Fragment("count", """
        case
          when not <leaves_many> or (select count(*) from walked) < <walk_rows> then (select count(*) from met)
          when (select count(*) from met) >= :counted then :counted
          when <has_trigram> then (
            select count(*)
            from (
              select from some_files
              where search_key(name) like search_pattern(:q)
                or search_key(description) like search_pattern(:q)
              union all
              select from some_folders
              where search_key(name) like search_pattern(:q)
                or search_key(description) like search_pattern(:q)
              limit :counted
            ) as counted
          )
          else least(:counted, (select count(*) from met where rank > '2') + (
            select count(*)
            from (
              select from some_files where search_prefix(name) ^@ search_prefix(:q)
              union all
              select from some_folders where search_prefix(name) ^@ search_prefix(:q)
              limit :counted
            ) as counted
          ))
        end
        """);

    /// After a cursor, the rows of its own rank begin behind it, and those of later ranks begin
    /// with the newest. `is_after` tells these two walks apart.
    static final ListQuery FIND = new ListQuery(
            "search.find",
            """
            with recursive folder as (
              select p.id
              from folders p
              where p.user_id = :user_id and p.id = :in_folder::uuid and not p.is_deleted
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
            live_files as not materialized (
              select 'file' as type, id, name, description, parent_folder_id, created_at
              from files
              where user_id = :user_id
                and not is_deleted
                and (:type::text is null or :type = 'file')
                and (:mime_type::text is null or mime_type = :mime_type)
                and search_key(:q) <> ''
            ),
            live_folders as not materialized (
              select 'folder' as type, id, name, description, parent_folder_id, created_at
              from folders
              where user_id = :user_id
                and not is_deleted
                and (:type::text is null or :type = 'folder')
                and :mime_type::text is null
                and search_key(:q) <> ''
            ),
            some_files as not materialized (
              select * from live_files where <is_let_through>
            ),
            some_folders as not materialized (
              select * from live_folders where <is_let_through>
            ),
            tagged as materialized (
              select ft.file_id as id
              from file_tags ft
              where ft.user_id = :user_id and ft.tag_id = :tag_id::uuid
              limit :scanned
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
            few as materialized (
              select id from tagged where <tag_leaves_few>
              union all
              select id from below where <folder_leaves_few> and not <tag_leaves_few>
            ),
            walked as materialized (
              select
                type, id, parent_folder_id, created_at, is_after,
                <rank_of_row> as rank
              from (
                select *, false as is_after from live_files where <is_of_few>
                union all
                select *, false from live_folders where <is_of_few>
                union all
                select *, true from live_files where <is_of_few> and <comes_after>
                union all
                select *, true from live_folders where <is_of_few> and <comes_after>
                union all
                select *, false from (
                  <newest>
                ) as newest
                union all
                select *, true from (
                  <newest_after_cursor>
                ) as newest
              ) as walked
            ),
            met as materialized (
              select type, id, created_at, is_after, rank
              from walked
              where rank is not null and <is_let_through>
            ),
            found_1 as materialized (
              select type, id, created_at
              from (
                <rank_1>
              ) as newest
            ),
            <rank_2>,
            <rank_3>,
            <rank_4>,
            page as (
              select *
              from (
                select '1' as rank, * from found_1
                union all
                select '2', * from found_2
                union all
                select '3', * from found_3
                union all
                select '4', * from found_4
              ) as found
              order by rank, created_at desc, id desc
              limit :limit offset :offset
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
              case
                when :in_folder::uuid is not null and not exists (select from folder) then 'NO_FOLDER'
              end as refusal,
              case when :with_total then <count> end as total,
              f.rank,
              f.type,
              <columns>
            from (values (1)) as one
            left join f on true
            <tags>
            <version>
            order by f.rank, f.created_at desc, f.id desc
            """,
            IS_LET_THROUGH,
            TAG_LEAVES_FEW,
            FOLDER_LEAVES_FEW,
            LEAVES_MANY,
            IS_OF_FEW,
            HAS_TRIGRAM,
            WALK_ROWS,
            COMES_AFTER,
            RANK_OF_ROW,
            RANK_1,
            RANK_2,
            RANK_3,
            RANK_4,
            COUNT,
            newest("newest", "live", ":after_group < '4' and <leaves_many>", "<walk_rows>"),
            newest("newest_after_cursor", "live", "<comes_after> and <leaves_many>", "<walk_rows>"),
            ChildSql.FILE,
            ChildSql.FOLDER,
            FileRowSql.COLUMNS,
            FileRowSql.TAGS,
            FileRowSql.VERSION);

    private SearchSql() {}

    /// The newest files and folders that meet a condition, at most `limit`.
    ///
    /// @param which `live` for all there are, `some` for those that the filter lets through
    private static Fragment newest(String name, String which, String condition, String limit, Fragment... parts) {
        return new Fragment(
                name,
                """
                select *
                from (
                  (select * from <which>_files where <condition> order by created_at desc, id desc limit <rows>)
                  union all
                  (select * from <which>_folders where <condition> order by created_at desc, id desc limit <rows>)
                ) as each
                order by created_at desc, id desc
                limit <rows>
                """,
                new Fragment("which", which),
                new Fragment("condition", condition, parts),
                new Fragment("rows", limit));
    }

    /// The rows of a rank: those that the walk met, if these are enough or all; otherwise those
    /// that the index lists, sorted.
    ///
    /// @param condition the rank's condition, in the words of an index
    /// @param hasNoIndex an SQL condition: no index can list the rows, so those of the walk must do
    private static Fragment rank(int rank, String condition, String hasNoIndex) {
        return new Fragment(
                "rank_" + rank,
                """
                met_<n> as materialized (
                  select type, id, created_at
                  from met
                  where rank = '<n>' and is_after = (:after_group = '<n>') and :after_group <= '<n>'
                  order by created_at desc, id desc
                  limit <rows>
                ),
                found_<n> as materialized (
                  select type, id, created_at
                  from (
                    select type, id, created_at, true as is_met from met_<n>
                    union all
                    select type, id, created_at, false from some_files where <condition> and <after_cursor>
                    union all
                    select type, id, created_at, false from some_folders where <condition> and <after_cursor>
                  ) as each
                  where is_met = (
                    <has_no_index>
                    or (select count(*) from met_<n>) = <rows>
                    or not <leaves_many>
                    or (select count(*) from walked where is_after = (:after_group = '<n>')) < <walk_rows>
                  )
                  order by created_at desc, id desc
                  limit <rows>
                )
                """,
                number(rank),
                afterCursor(rank),
                new Fragment("rows", rows(rank)),
                new Fragment("condition", condition),
                new Fragment("has_no_index", hasNoIndex));
    }

    /// The number of rows that the page lacks after the ranks before this one.
    private static String rows(int rank) {
        var rows = new StringBuilder(":limit + :offset");
        for (var before = 1; before < rank; before++) {
            rows.append(" - (select count(*) from found_").append(before).append(')');
        }
        return rows.toString();
    }

    /// After a cursor: the rows of its own rank that come behind it, and all of later ranks.
    private static Fragment afterCursor(int rank) {
        return new Fragment(
                "after_cursor", "(:after_group < '<n>' or (:after_group = '<n>' and <comes_after>))", number(rank));
    }

    private static Fragment number(int rank) {
        return new Fragment("n", Integer.toString(rank));
    }
}
