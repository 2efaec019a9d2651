package dev.kontor.shared.database;

import dev.kontor.shared.Cursor;
import dev.kontor.shared.Done;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Listed;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A [ListQuery] with the values of its own filter, begun by
/// [Database#query(ListQuery, ListRequest)]. It reads one page, in one round trip: by page number,
/// with the total, or onward from a cursor, without it.
public final class BoundListQuery extends BoundStatement<BoundListQuery> {

    private final Database database;
    private final ListQuery list;
    private final ListRequest<?> request;

    private record Row<H, T>(
            @Nullable Long total, H head, @Nullable T item) {}

    BoundListQuery(Database database, ListQuery list, ListRequest<?> request) {
        this.database = database;
        this.list = list;
        this.request = request;
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
        return Cursor.of(request)
                .flatMap(after -> rows(after, row(head, mapper)))
                .map(rows -> whole.apply(rows.getFirst().head(), page(rows)));
    }

    @Override
    BoundListQuery self() {
        return this;
    }

    /// Every row carries the refusal of the whole list, so the first one decides.
    private <R> Result<List<R>> rows(Optional<Cursor> after, RowMapper<R> mapper) {
        bindPlace(after.orElse(null));
        var query = list.ordered(request);
        var orRefusal = Refusal.or(mapper);
        return database.run(handle -> {
            var statement = database.created(handle, query.sql(), this);
            var rows = statement.map((row, context) -> orRefusal.map(row)).list();
            return rows.getFirst().map(first -> values(rows));
        });
    }

    private void bindPlace(@Nullable Cursor after) {
        bind("user_id", request.userId());
        bind("limit", request.limit() + 1); // one more tells whether there is a next page
        bind("offset", request.offset());
        bind("with_total", after == null);
        bind("after_group", after == null ? "" : after.group());
        bind("after_id", after == null ? null : after.id());
        bind("after_value", after == null ? null : after.value());
    }

    private <H, T extends Listed> Page<T> page(List<Row<H, T>> rows) {
        var items = rows.stream().map(Row::item).filter(Objects::nonNull).toList();
        var isLast = items.size() <= request.limit();
        var here = isLast ? items : items.subList(0, request.limit());
        return new Page<>(
                here,
                rows.getFirst().total(),
                request.cursor() == null ? request.page() : null,
                request.limit(),
                isLast ? null : Cursor.after(request, here.getLast()));
    }

    private static <R> List<R> values(List<Result<R>> rows) {
        return rows.stream().map(Result::orElseThrow).toList();
    }

    private static <H, T> RowMapper<Row<H, T>> row(RowMapper<H> head, RowMapper<T> mapper) {
        return row -> {
            var total = row.getObject("total", Long.class);
            var isEmpty = row.getObject("id") == null;
            return new Row<>(total, head.map(row), isEmpty ? null : mapper.map(row));
        };
    }
}
