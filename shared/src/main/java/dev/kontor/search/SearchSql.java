package dev.kontor.search;

import dev.kontor.files.FilesSql;
import dev.kontor.folders.ChildSql;
import dev.kontor.shared.database.ListQuery;

/// Every statement of [Search].
///
/// What is found is ranked, and each rank has its own part, which looks for no more than the page
/// still lacks. A rank's places are had in one of two ways, and the statement itself sees which: a
/// text that is common is met soon by walking the store from the newest on, and one that is rare
/// has few places, which an index gives in whatever order. Each would be slow where the other is
/// quick, and the planner, who has to choose beforehand, only guesses how common a text is.
final class SearchSql {

    /// Which files and folders are let through, over the columns of `live_files`.
    private static final String LET_THROUGH =
            """
            (:mime_type::text is null or mime_type = :mime_type)
              and (:tag_id::uuid is null or id in (
                select ft.file_id
                from file_tags ft
                where ft.user_id = :user_id and ft.tag_id = :tag_id::uuid
              ))
              and (:in_folder::uuid is null or parent_folder_id in (select s.id from subtree s))\
            """;

    /// What a rank asks of a name or description, as an index has it.
    private static final String IS_NAME =
            "search_prefix(name) = search_prefix(:q) and search_key(name) = search_key(:q)";

    private static final String BEGINS_NAME =
            """
            search_prefix(name) ^@ search_prefix(:q)
              and search_key(name) ^@ search_key(:q)
              and search_key(name) <> search_key(:q)\
            """;

    private static final String IN_NAME =
            """
            search_key(name) like search_pattern(:q) and not search_key(name) ^@ search_key(:q)\
            """;

    private static final String IN_DESCRIPTION =
            """
            search_key(description) like search_pattern(:q)
              and search_key(name) not like search_pattern(:q)\
            """;

    /// The same of one row, to which no index leads.
    private static final String RANK =
            """
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

    private static final String WIDTH =
            "case when has_trigram(search_key(:q)) then :walked else :scanned end";

    /// In the list of a cursor, the places of its own rank come after it, and those of later ranks
    /// from the newest on.
    static final ListQuery FIND =
            new ListQuery(
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
                      select 'file' as type, id, name, description, parent_folder_id, mime_type, created_at
                      from files
                      where user_id = :user_id
                        and not is_deleted
                        and (:type::text is null or :type = 'file')
                        and search_key(:q) <> ''
                    ),
                    live_folders as not materialized (
                      select
                        'folder' as type, id, name, description, parent_folder_id, null as mime_type, created_at
                      from folders
                      where user_id = :user_id
                        and not is_deleted
                        and (:type::text is null or :type = 'folder')
                        and search_key(:q) <> ''
                    ),
                    some_files as not materialized (
                      select * from live_files where %1$s
                    ),
                    some_folders as not materialized (
                      select * from live_folders where %1$s
                    ),
                    walked as materialized (
                      select type, id, parent_folder_id, mime_type, created_at, is_after, %2$s as rank
                      from (
                        select *, false as is_after
                        from (%3$s) as newest
                        union all
                        select *, true as is_after
                        from (%4$s) as newest_after
                      ) as walked
                    ),
                    met as materialized (
                      select type, id, created_at, is_after, rank
                      from walked
                      where rank is not null and %1$s
                    ),
                    found_1 as materialized (
                      select type, id, created_at
                      from (%5$s) as newest
                    ),
                    %6$s,
                    %7$s,
                    %8$s,
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
                      select p.rank, %9$s
                      from page p
                      join files c on c.user_id = :user_id and c.id = p.id
                      where p.type = 'file' and not c.is_deleted
                      union all
                      select p.rank, %10$s
                      from page p
                      join folders c on c.user_id = :user_id and c.id = p.id
                      where p.type = 'folder' and not c.is_deleted
                    )
                    select
                      case
                        when :in_folder::uuid is not null and not exists (select from folder) then 'NO_FOLDER'
                      end as refusal,
                      case when :with_total then %11$s end as total,
                      f.rank,
                      f.type,
                      %12$s
                    from (values (1)) as one
                    left join f on true
                    %13$s
                    %14$s
                    order by f.rank, f.created_at desc, f.id desc
                    """
                            .formatted(
                                    LET_THROUGH,
                                    RANK,
                                    newest("live", ":after_group < '4'", WIDTH),
                                    newest("live", isAfter(), WIDTH),
                                    newest("some", IS_NAME + " and " + after(1), lacking(1)),
                                    rank(2, BEGINS_NAME, "false"),
                                    rank(3, IN_NAME, "not has_trigram(search_key(:q))"),
                                    rank(4, IN_DESCRIPTION, "not has_trigram(search_key(:q))"),
                                    ChildSql.FILE,
                                    ChildSql.FOLDER,
                                    total(),
                                    FilesSql.COLUMNS,
                                    FilesSql.TAGS,
                                    FilesSql.VERSION));

    /// The newest files and folders under a condition, as many as `limit` says.
    ///
    /// @param which `live` for all there are, `some` for what is let through
    private static String newest(String which, String condition, String limit) {
        return """
        select *
          from (
            (
              select * from %1$s_files where %2$s order by created_at desc, id desc limit %3$s
            )
            union all
            (
              select * from %1$s_folders where %2$s order by created_at desc, id desc limit %3$s
            )
          ) as each
          order by created_at desc, id desc
          limit %3$s\
        """
                .formatted(which, condition, limit);
    }

    /// The places of a rank: those that the walk met, if they do, and otherwise all that the index
    /// gives, sorted.
    ///
    /// @param condition what the rank asks, as an index has it
    /// @param isOver whether the walk has to do, since there is no index for this text
    private static String rank(int rank, String condition, String isOver) {
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
            or (select count(*) from walked where is_after = (:after_group = '%1$d')) < %6$s
          )
          order by created_at desc, id desc
          limit %2$s
        )\
        """
                .formatted(rank, lacking(rank), condition, after(rank), isOver, WIDTH);
    }

    /// How many rows the page lacks when the ranks before this one have been looked through.
    private static String lacking(int rank) {
        var lacking = new StringBuilder(":limit + :offset");
        for (var before = 1; before < rank; before++) {
            lacking.append(" - (select count(*) from found_%d)".formatted(before));
        }
        return lacking.toString();
    }

    private static String isAfter() {
        return "(created_at, id) < (:after_value::timestamptz, :after_id::uuid)";
    }

    private static String after(int rank) {
        return "(:after_group < '%1$d' or (:after_group = '%1$d' and %2$s))"
                .formatted(rank, isAfter());
    }

    /// How many there are: all, where the walk met all; otherwise at most `counted`, whoever finds
    /// them first: the walk, the trigram index, or without a trigram the index of beginnings and
    /// the walk.
    private static String total() {
        return """
        case
            when (select count(*) from walked) < %1$s then (select count(*) from met)
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
            else least(:counted, (
              select count(*)
              from (
                select from some_files where search_prefix(name) ^@ search_prefix(:q)
                union all
                select from some_folders where search_prefix(name) ^@ search_prefix(:q)
                limit :counted
              ) as counted
            ) + (select count(*) from met where rank > '2'))
          end\
        """
                .formatted(WIDTH);
    }

    private SearchSql() {}
}
