package dev.kontor.shared.database;

import dev.kontor.shared.Cursor;
import dev.kontor.shared.Done;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Listed;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// A list's statement, once for each order it can have, and how a page of it is read: by page
/// number with the total of all pages, or onward from a cursor without.
///
/// A list of one table says in its part `matching` which rows it has at all; then `<page>` stands
/// for the rows of this page of them, and `<total>` for how many there are where that is asked for.
///
/// The template names the order by `<key>` (the sort key), `<dir>` (asc or desc), `<cmp>` (which
/// rows come later: `>` or `<`) and `<after>` (the cursor's sort value). Its rows carry `refusal`
/// (null, or the name of the [Refusal] of the whole list), `total`, and an item: nulls on a page
/// that is empty. It has the parameters `user_id`, `limit`, `offset`, `with_total`, `after_group`,
/// `after_value` and `after_id` beside those of its filter.
public final class ListQuery {

    private static final String PAGE = """
        select *
            from matching
            where :after_id::uuid is null or (<key>, id) <cmp> (<after>, :after_id::uuid)
            order by <key> <dir>, id <dir>
            limit :limit offset :offset\
        """;

    private static final String TOTAL = "case when :with_total then (select count(*) from matching) end as total";

    private record Order(SortKey key, boolean descending) {}

    private record Row<H, T>(
            @Nullable Long total, H head, @Nullable T item) {}

    private final Map<Order, Query> queries = new LinkedHashMap<>();

    public ListQuery(String name, Set<SortKey> sorts, String template) {
        for (var sort : sorts) {
            for (var descending : List.of(true, false)) {
                add(name, new Order(sort, descending), template);
            }
        }
    }

    /// A list that has no other order than the newest first, within each group.
    public ListQuery(String name, String template) {
        add(name, new Order(SortKey.CREATED_AT, true), template);
    }

    private void add(String name, Order order, String template) {
        var sort = order.key();
        var direction = order.descending() ? "desc" : "asc";
        var text = template.replace("<page>", PAGE)
                .replace("<total>", TOTAL)
                .replace("<key>", sort.column())
                .replace("<after>", sort.after())
                .replace("<dir>", direction)
                .replace("<cmp>", order.descending() ? "<" : ">");
        queries.put(order, new Query(name + "." + sort.parameter() + "." + direction, text));
    }

    /// The statements of all orders.
    public Collection<Query> all() {
        return queries.values();
    }

    /// One page.
    ///
    /// @param filter binds the parameters of the list's own filter
    public <T extends Listed> Result<Page<T>> page(
            Database database,
            ListRequest<?> request,
            Consumer<org.jdbi.v3.core.statement.Query> filter,
            RowMapper<T> mapper) {
        RowMapper<Done> noHead = (row, context) -> Done.DONE;
        return page(database, request, filter, noHead, mapper, (head, page) -> page);
    }

    /// One page of a list whose statement also tells of what it is a list: its head, the same in
    /// every row, on an empty page too.
    ///
    /// @param filter binds the parameters of the list's own filter
    /// @param whole makes one of head and page
    public <H, T extends Listed, R> Result<R> page(
            Database database,
            ListRequest<?> request,
            Consumer<org.jdbi.v3.core.statement.Query> filter,
            RowMapper<H> head,
            RowMapper<T> mapper,
            BiFunction<H, Page<T>, R> whole) {
        return Cursor.of(request)
                .flatMap(after -> database.run(handle -> {
                    var query = queries.get(order(request));
                    var statement = handle.createQuery(sql(query));
                    bind(statement, request, after.orElse(null));
                    filter.accept(statement);
                    var rows = statement.map(Refusal.or(row(head, mapper))).list();
                    return page(request, rows, whole);
                }));
    }

    private static void bind(
            org.jdbi.v3.core.statement.Query statement, ListRequest<?> request, @Nullable Cursor after) {
        statement
                .bind("user_id", request.userId())
                .bind("limit", request.limit() + 1) // one more tells whether there is a next page
                .bind("offset", request.offset())
                .bind("with_total", after == null)
                .bind("after_group", after == null ? "" : after.group())
                .bind("after_id", after == null ? null : after.id())
                .bind("after_value", after == null ? null : after.value());
    }

    private static <H, T extends Listed, R> Result<R> page(
            ListRequest<?> request, List<Result<Row<H, T>>> rows, BiFunction<H, Page<T>, R> whole) {
        return rows.getFirst().map(first -> {
            var items = rows.stream()
                    .map(row -> ((Result.Ok<Row<H, T>>) row).value().item())
                    .filter(Objects::nonNull)
                    .toList();
            return whole.apply(first.head(), page(request, first.total(), items));
        });
    }

    private static <T extends Listed> Page<T> page(ListRequest<?> request, @Nullable Long total, List<T> items) {
        var isLast = items.size() <= request.limit();
        var here = isLast ? items : items.subList(0, request.limit());
        return new Page<>(
                here,
                total,
                request.cursor() == null ? request.page() : null,
                request.limit(),
                isLast ? null : Cursor.after(request, here.getLast()));
    }

    private static <H, T> RowMapper<Row<H, T>> row(RowMapper<H> head, RowMapper<T> mapper) {
        return (columns, context) -> {
            var total = columns.getObject("total", Long.class);
            var isEmpty = columns.getObject("id") == null;
            return new Row<>(total, head.map(columns, context), isEmpty ? null : mapper.map(columns, context));
        };
    }

    private Order order(ListRequest<?> request) {
        return new Order(request.sort(), request.descending());
    }

    private static String sql(@Nullable Query query) {
        if (query == null) {
            throw new IllegalArgumentException("this list has no such order");
        }
        return query.sql();
    }
}
