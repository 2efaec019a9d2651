package dev.kontor.shared.database;

import dev.kontor.shared.Limits;
import java.util.ArrayList;
import java.util.List;

/// The page of a list with filters whose rows no index has in its order, or with several of which any
/// may have the fewest rows.
///
/// It begins with the rows of one filter if they are few, and sorts them. Otherwise it walks through
/// the rows of the list in their order, for [Limits#WALKED_ROWS] rows. If that does not fill the page,
/// it sorts the rows of one filter after all.
final class PageByWaysSql {

    /// A filter within the walk would change its order, so the filters stand outside of its limit. The
    /// planner must not know the limit: it would expect the walk to read everything.
    private static final Fragment PAGE = new Fragment("page", """
        with counted as materialized (
          select case <few> else 0 end as way
        ),
        walked as materialized (
          select *
          from (
            select *
            from live
            where (select way from counted) = 0 and <is_after>
            order by <key> <dir>, id <dir>
            limit :walked
          ) as live
          where true
            <filters_of_walk>
          order by <key> <dir>, id <dir>
          limit <page_rows>
        ),
        chosen as materialized (
          select case
            when way = 0 and (select count(*) from walked) < <page_rows> then case <fewer> else 1 end
            else way
          end as way
          from counted
        )
        select *
        from (
          <ways>
          (select * from walked where (select way from chosen) = 0)
        ) as ways
        order by <key> <dir>, id <dir>
        <page_limit>
        """);

    private PageByWaysSql() {}

    /// @param chosen the filters of the request
    /// @param selective those of them to whose rows an index leads
    static List<Fragment> fragments(List<Filter> chosen, List<Filter> selective) {
        var few = new ArrayList<String>();
        var fewer = new ArrayList<String>();
        var ways = new ArrayList<String>();
        for (var first : selective) {
            var number = few.size() + 1;
            few.add(fewerThan(Limits.SORTED_ROWS, first, number));
            fewer.add(fewerThan(Limits.SORTED_ROWS_AFTER_WALK, first, number));
            ways.add(way(chosen, first, number));
        }
        return List.of(
                PAGE,
                new Fragment("few", String.join("", few)),
                new Fragment("fewer", String.join("", fewer)),
                new Fragment("ways", String.join("", ways)),
                new Fragment("filters_of_walk", Filter.all(chosen, Filter::unindexed)));
    }

    private static String fewerThan(int rows, Filter first, int number) {
        return "when (select count(*) < %1$d from (%2$s limit %1$d) as first_rows) then %3$d\n"
                .formatted(rows, first.rows(), number);
    }

    /// From the rows of one filter. `offset 0` keeps the planner from walking through all rows to find
    /// the few.
    private static String way(List<Filter> chosen, Filter first, int number) {
        return """
            (
              select *
              from (
                select *
                from live
                where true
                  %s
                offset 0
              ) as live
              where (select way from chosen) = %d and <is_after>
              order by <key> <dir>, id <dir>
              limit <page_rows>
            )
            union all
            """.formatted(
                Filter.all(chosen, filter -> filter == first ? filter.condition() : filter.unindexed()), number);
    }
}
