package dev.kontor.search;

import dev.kontor.files.FilesSql;
import dev.kontor.folders.ChildSql;
import dev.kontor.shared.database.ListQuery;

/// Every statement of [ItemSearch].
///
/// What is found is ranked, and each rank has its own part, which looks for no more than the page
/// still lacks. The places of a rank are had in one of two ways, and the statement sees while it
/// runs which: a text that is common is met soon by walking the store from the newest on, and one
/// that is rare has few places, which an index gives in whatever order. Each is slow just where the
/// other is quick, and the planner, who would have to choose beforehand, only guesses how common a
/// text is. Where a tag or a folder leaves few files, the walk is over these, and over all of them.
final class SearchSql {

    /// What a rank asks, as an index has it.
    private static final String IS_NAME =
            "search_prefix(name) = search_prefix(:q) and search_key(name) = search_key(:q)";

    private static final String BEGINS_NAME = """
        search_prefix(name) ^@ search_prefix(:q)
            and search_key(name) ^@ search_key(:q)
            and search_key(name) <> search_key(:q)\
        """;

    private static final String IN_NAME =
            "search_key(name) like search_pattern(:q) and not search_key(name) ^@ search_key(:q)";

    private static final String IN_DESCRIPTION = """
        search_key(description) like search_pattern(:q)
            and search_key(name) not like search_pattern(:q)\
        """;

    /// The same of a row that was met on the walk.
    private static final String RANK = """
        case
            when search_key(name) like search_pattern(:q) then
              case
                when search_key(name) = search_key(:q) then '1'
                when search_key(name) ^@ search_key(:q) then '2'
                else '3'
              end
            when search_key(description) like search_pattern(:q) then '4'
          end\
        """;

    private static final String IS_LET_THROUGH = """
        (:tag_id::uuid is null or id in (
            select ft.file_id
            from file_tags ft
            where ft.user_id = :user_id and ft.tag_id = :tag_id::uuid
          ))
          and (:in_folder::uuid is null or parent_folder_id in (select s.id from subtree s))\
        """;

    private static final String TAG_LEAVES_FEW =
            "(:tag_id::uuid is not null and (select count(*) from tagged) < :scanned)";

    private static final String FOLDER_LEAVES_FEW =
            "(:in_folder::uuid is not null and (select count(*) from below) < :scanned)";

    /// How far the walk goes; for a far page, further.
    private static final String WALK =
            "case when has_trigram(search_key(:q)) then :walked + 4 * :offset else :scanned end";

    private static final String COMES_AFTER = "(created_at, id) < (:after_value::timestamptz, :after_id::uuid)";

    /// From a cursor on, the places of its own rank come after it, and those of later ranks from
    /// the newest on: `is_after` tells these two walks apart.
    static final ListQuery FIND = new ListQuery("search.find", """
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
          select * from live_files where <is let through>
        ),
        some_folders as not materialized (
          select * from live_folders where <is let through>
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
          select id from tagged where <tag leaves few>
          union all
          select id from below where <folder leaves few> and not <tag leaves few>
        ),
        walked as materialized (
          select type, id, parent_folder_id, created_at, is_after, <rank> as rank
          from (
            select *, false as is_after from live_files where <is of few>
            union all
            select *, false from live_folders where <is of few>
            union all
            select *, true from live_files where <is of few> and <comes after>
            union all
            select *, true from live_folders where <is of few> and <comes after>
            union all
            select *, false from (<walk from the newest>) as newest
            union all
            select *, true from (<walk from the cursor>) as newest
          ) as walked
        ),
        met as materialized (
          select type, id, created_at, is_after, rank
          from walked
          where rank is not null and <is let through>
        ),
        found_1 as materialized (
          select type, id, created_at
          from (<exact names>) as newest
        ),
        <rank 2>,
        <rank 3>,
        <rank 4>,
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
          select p.rank, <file>
          from page p
          join files c on c.user_id = :user_id and c.id = p.id
          where p.type = 'file' and not c.is_deleted
          union all
          select p.rank, <folder>
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
        """.replace(
                    "<walk from the newest>", newest("live", ":after_group < '4' and " + leavesMany(), WALK))
            .replace("<walk from the cursor>", newest("live", COMES_AFTER + " and " + leavesMany(), WALK))
            .replace("<exact names>", newest("some", IS_NAME + " and " + after(1), lacking(1)))
            .replace("<rank 2>", rank(2, BEGINS_NAME, "false"))
            .replace("<rank 3>", rank(3, IN_NAME, hasNoTrigram()))
            .replace("<rank 4>", rank(4, IN_DESCRIPTION, hasNoTrigram()))
            .replace("<count>", count())
            .replace("<rank>", RANK)
            .replace("<is let through>", IS_LET_THROUGH)
            .replace("<is of few>", "id = any(array(select id from few))")
            .replace("<comes after>", COMES_AFTER)
            .replace("<tag leaves few>", TAG_LEAVES_FEW)
            .replace("<folder leaves few>", FOLDER_LEAVES_FEW)
            .replace("<file>", ChildSql.FILE)
            .replace("<folder>", ChildSql.FOLDER)
            .replace("<columns>", FilesSql.COLUMNS)
            .replace("<tags>", FilesSql.TAGS)
            .replace("<version>", FilesSql.VERSION));

    /// The newest files and folders under a condition, as many as `limit` says.
    ///
    /// @param which `live` for all there are, `some` for what is let through
    private static String newest(String which, String condition, String limit) {
        return """
            select *
              from (
                (select * from %1$s_files where %2$s order by created_at desc, id desc limit %3$s)
                union all
                (select * from %1$s_folders where %2$s order by created_at desc, id desc limit %3$s)
              ) as each
              order by created_at desc, id desc
              limit %3$s\
            """.formatted(which, condition, limit);
    }

    /// The places of a rank: those that the walk met, if these are enough or all there are, and
    /// otherwise all that the index gives, sorted.
    ///
    /// @param condition what the rank asks, as an index has it
    /// @param hasNoIndex whether the walk has to do
    private static String rank(int rank, String condition, String hasNoIndex) {
        return """
            met_%1$d as materialized (
              select type, id, created_at
              from met
              where rank = '%1$d' and is_after = (:after_group = '%1$d') and :after_group <= '%1$d'
              order by created_at desc, id desc
              limit %2$s
            ),
            found_%1$d as materialized (
              select type, id, created_at
              from (
                select type, id, created_at, true as is_met from met_%1$d
                union all
                select type, id, created_at, false from some_files where %3$s and %4$s
                union all
                select type, id, created_at, false from some_folders where %3$s and %4$s
              ) as each
              where is_met = (
                %5$s
                or (select count(*) from met_%1$d) = %2$s
                or not %6$s
                or (select count(*) from walked where is_after = (:after_group = '%1$d')) < %7$s
              )
              order by created_at desc, id desc
              limit %2$s
            )\
            """.formatted(rank, lacking(rank), condition, after(rank), hasNoIndex, leavesMany(), WALK);
    }

    /// How many there are: all, where the walk met all; otherwise `counted` at most, whoever finds
    /// them first: the walk, the trigram index, or without a trigram the index of beginnings and
    /// the walk.
    private static String count() {
        return """
            case
                when not %1$s or (select count(*) from walked) < %2$s then (select count(*) from met)
                when (select count(*) from met) >= :counted then :counted
                when has_trigram(search_key(:q)) then (
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
              end\
            """.formatted(leavesMany(), WALK);
    }

    /// How many rows the page lacks when the ranks before this one have been looked through.
    private static String lacking(int rank) {
        var lacking = new StringBuilder(":limit + :offset");
        for (var before = 1; before < rank; before++) {
            lacking.append(" - (select count(*) from found_%d)".formatted(before));
        }
        return lacking.toString();
    }

    private static String after(int rank) {
        return "(:after_group < '%1$d' or (:after_group = '%1$d' and %2$s))".formatted(rank, COMES_AFTER);
    }

    private static String leavesMany() {
        return "(not %s and not %s)".formatted(TAG_LEAVES_FEW, FOLDER_LEAVES_FEW);
    }

    private static String hasNoTrigram() {
        return "not has_trigram(search_key(:q))";
    }

    private SearchSql() {}
}
