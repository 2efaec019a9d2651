package dev.kontor.shared.database;

import dev.kontor.shared.Cursor;
import dev.kontor.shared.Done;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Listed;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A [ListQuery] with the filters of a request, begun by
/// [Database#query(ListQuery, ListRequest)]. It reads one page, in one round trip: by page number,
/// with the total, or onward from a cursor, without it.
public final class BoundListQuery extends BoundStatement<BoundListQuery> {

    private final ListQuery list;
    private final ListRequest<?> request;
    private final Set<Filter> filters = new HashSet<>();

    /// @param more whether the list goes on after these items
    private record Rows<H, T>(H head, @Nullable Long total, List<T> items, boolean more) {}

    BoundListQuery(Database database, ListQuery list, ListRequest<?> request) {
        super(database);
        this.list = list;
        this.request = request;
    }

    /// Applies a filter if the request asks for it.
    public BoundListQuery filter(Filter filter, boolean isWanted) {
        if (isWanted) {
            filters.add(filter);
        }
        return this;
    }

    /// Applies a filter that has a parameter; not for null.
    public BoundListQuery filter(Filter filter, String parameter, @Nullable String value) {
        return filter(filter, value != null).bind(parameter, value);
    }

    /// Applies a filter that has a parameter; not for null.
    public BoundListQuery filter(Filter filter, String parameter, @Nullable UUID value) {
        return filter(filter, value != null).bind(parameter, value);
    }

    /// Reads a page. `VALIDATION_FAILED` when the cursor is not one of this list.
    ///
    /// @throws DatabaseUnavailableException when the database does not answer in time
    public <T extends Listed> Result<Page<T>> page(RowMapper<T> mapper) {
        return page(row -> Done.DONE, mapper, (head, page) -> page);
    }

    /// Reads a page and the head of the list: columns that are the same in every row, and present
    /// even on an empty page.
    ///
    /// @param whole puts head and page together
    /// @throws DatabaseUnavailableException when the database does not answer in time
    public <H, T extends Listed, R> Result<R> page(
            RowMapper<H> head, RowMapper<T> mapper, BiFunction<H, Page<T>, R> whole) {
        return Cursor.of(request, list.groups())
                .flatMap(after -> read(after.orElse(null), head, mapper))
                .map(rows -> whole.apply(rows.head(), page(rows)));
    }

    @Override
    BoundListQuery self() {
        return this;
    }

    private <H, T> Result<Rows<H, T>> read(@Nullable Cursor after, RowMapper<H> head, RowMapper<T> mapper) {
        bind("user_id", request.userId());
        bind("limit", request.limit() + 1); // one more tells whether there is a next page
        bind("offset", request.offset());
        if (after != null) {
            bind("after_id", after.id());
            bind("after_value", after.value());
        }
        var query = list.query(request, filters, after);
        return run(query, reading(rows -> all(rows, head, mapper)));
    }

    /// Every row carries refusal, total and head, so the first one tells.
    private <H, T> Result<Rows<H, T>> all(ResultSet rows, RowMapper<H> head, RowMapper<T> mapper) throws SQLException {
        rows.next();
        var total = rows.getObject("total", Long.class);
        var refusalOrHead = Refusal.or(head).map(rows);
        if (refusalOrHead instanceof Result.Err<H> refusal) {
            return refusal.as();
        }
        var items = new ArrayList<T>();
        if (rows.getObject("id") != null) {
            do {
                items.add(mapper.map(rows));
            } while (rows.next());
        }
        var more = items.size() > request.limit();
        if (more) {
            items.removeLast();
        }
        return Result.ok(new Rows<>(refusalOrHead.orElseThrow(), total, items, more));
    }

    private <T extends Listed> Page<T> page(Rows<?, T> rows) {
        return new Page<>(
                rows.items(),
                rows.total(),
                request.cursor() == null ? request.page() : null,
                request.limit(),
                rows.more() ? Cursor.after(request, rows.items().getLast()) : null);
    }
}
