package dev.kontor.shared.database;

import dev.kontor.shared.ListRequest;
import dev.kontor.shared.SortKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The statement of a list, once for each order that the list can have. Immutable.
///
/// Beside its own fragments, the text has these:
///
/// - `<key>`: the sort key; `<dir>`: `asc` or `desc`;
/// - `<cmp>`: `>` or `<`, whichever finds the rows that come later; `<after>`: the sort value of
///   the cursor;
/// - `<page>`: the rows of the page; `<total>`: the number of all rows, when it is asked for. Both
///   read the part `matching` of the text, which selects the rows of the list.
///
/// Its rows carry `refusal` (null, or the name of the [Refusal] of the whole list), `total`, and an
/// item: nulls on a page that is empty. Beside those of its filter it has the parameters `user_id`,
/// `limit`, `offset`, `with_total`, `after_group`, `after_value` and `after_id`.
public final class ListQuery {

    private static final Fragment PAGE = new Fragment("page", """
        select *
        from matching
        where :after_id::uuid is null or (<key>, id) <cmp> (<after>, :after_id::uuid)
        order by <key> <dir>, id <dir>
        limit :limit offset :offset
        """);

    private static final Fragment TOTAL =
            new Fragment("total", "case when :with_total then (select count(*) from matching) end as total");

    private record Order(SortKey key, boolean descending) {}

    private final String name;
    private final Map<Order, Query> queries = new LinkedHashMap<>();

    /// @param fragments every one that the text uses, beside those that each list has
    /// @throws IllegalArgumentException naming the list and the fragment that is unknown or unused
    public ListQuery(String name, Set<SortKey> sorts, String text, Fragment... fragments) {
        this.name = name;
        for (var sort : sorts) {
            for (var descending : List.of(true, false)) {
                add(new Order(sort, descending), text, fragments);
            }
        }
    }

    /// A list with a single order: the newest first, within each group.
    public ListQuery(String name, String text, Fragment... fragments) {
        this.name = name;
        add(new Order(SortKey.CREATED_AT, true), text, fragments);
    }

    private void add(Order order, String text, Fragment... fragments) {
        var direction = order.descending() ? "desc" : "asc";
        var queryName = name + "." + order.key().parameter() + "." + direction;
        queries.put(order, new Query(queryName, text, List.of(fragments), fragments(order, direction)));
    }

    private static List<Fragment> fragments(Order order, String direction) {
        return List.of(
                PAGE,
                TOTAL,
                new Fragment("key", order.key().column()),
                new Fragment("after", order.key().after()),
                new Fragment("dir", direction),
                new Fragment("cmp", order.descending() ? "<" : ">"));
    }

    /// The statements of all orders.
    public Collection<Query> all() {
        return queries.values();
    }

    /// @throws IllegalArgumentException when the list cannot be sorted as the request asks
    Query ordered(ListRequest<?> request) {
        var query = queries.get(new Order(request.sort(), request.descending()));
        if (query == null) {
            throw new IllegalArgumentException(
                    name + " has no order by " + request.sort().parameter());
        }
        return query;
    }
}
