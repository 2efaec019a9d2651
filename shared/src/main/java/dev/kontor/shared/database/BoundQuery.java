package dev.kontor.shared.database;

import dev.kontor.shared.Done;
import dev.kontor.shared.Result;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [Query] with its values, begun by [Database#query(Query)]. The verb at the end runs it, in one
/// round trip. It commits by itself, or joins the transaction that the caller runs within.
///
/// A violated constraint becomes an error if a client can cause the violation. Every verb throws a
/// [DatabaseUnavailableException] when the database does not answer in time, and an
/// [IllegalStateException] when a parameter has no value.
public final class BoundQuery extends BoundStatement<BoundQuery> {

    private final Query query;

    BoundQuery(Database database, Query query) {
        super(database);
        this.query = query;
    }

    /// Reads exactly one row.
    ///
    /// @throws IllegalStateException when there is no row, or more than one
    public <T> Result<T> one(RowMapper<T> mapper) {
        return run(reading(rows -> Result.ok(single(rows, mapper))));
    }

    /// Reads the row, or answers the refusal when there is none.
    ///
    /// @throws IllegalStateException when there is more than one
    public <T> Result<T> one(RowMapper<T> mapper, Refusal ifNone) {
        return optional(mapper).flatMap(row -> row.map(Result::ok).orElseGet(ifNone::result));
    }

    /// Reads the row, if there is one.
    ///
    /// @throws IllegalStateException when there is more than one
    public <T> Result<Optional<T>> optional(RowMapper<T> mapper) {
        return run(reading(
                rows -> Result.ok(rows.next() ? Optional.of(last(rows, mapper.map(rows))) : Optional.<T>empty())));
    }

    /// Reads the one row of a statement that says in its column `refusal` why it did nothing.
    ///
    /// @throws IllegalStateException when there is no row, or more than one
    public <T> Result<T> oneOrRefusal(RowMapper<T> mapper) {
        return run(reading(rows -> single(rows, Refusal.or(mapper))));
    }

    /// Reads the refusal of a statement that has nothing else to return.
    ///
    /// @throws IllegalStateException when there is no row, or more than one
    public Result<Done> doneOrRefusal() {
        return oneOrRefusal(row -> Done.DONE);
    }

    /// Runs a statement on a list, which does nothing if it refuses an item
    /// ([#listOrRefusals]) and has nothing else to return.
    ///
    /// @param field how a field error names the list
    public Result<Done> doneOrRefusals(String field) {
        return listOrRefusals(field, row -> Done.DONE).map(rows -> Done.DONE);
    }

    /// Reads all rows of a statement on a list, unless it refuses an item. Then it returns a row for
    /// each of those: its `refusal`, and its `position` in the list, which is null where the list is
    /// refused as a whole. Such rows come first.
    ///
    /// @param field how a field error names the list
    public <T> Result<List<T>> listOrRefusals(String field, RowMapper<T> mapper) {
        return run(reading(rows -> {
            var items = new ArrayList<T>();
            var refused = new ArrayList<Refusal.OfItem>();
            while (rows.next()) {
                if (rows.getString("refusal") == null) {
                    items.add(mapper.map(rows));
                } else {
                    refused.add(Refusal.OF_ITEM.map(rows));
                }
            }
            return Refusal.of(field, refused).map(done -> items);
        }));
    }

    /// Reads all rows, in their order.
    public <T> Result<List<T>> list(RowMapper<T> mapper) {
        return run(reading(rows -> {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(mapper.map(rows));
            }
            return Result.ok(list);
        }));
    }

    /// Reads all rows of a statement that says in its column `refusal` why it did nothing. Where there
    /// are no items it returns a row without one.
    ///
    /// @param column has a value in every item
    public <T> Result<List<T>> listOrRefusal(String column, RowMapper<T> mapper) {
        return run(reading(rows -> {
            var items = new ArrayList<T>();
            while (rows.next()) {
                if (Refusal.or(row -> Done.DONE).map(rows) instanceof Result.Err<Done> refusal) {
                    return refusal.as();
                }
                if (rows.getObject(column) != null) {
                    items.add(mapper.map(rows));
                }
            }
            return Result.ok(items);
        }));
    }

    /// Runs a statement that returns no rows.
    ///
    /// @return how many rows it changed
    public Result<Integer> execute() {
        return run(statement -> Result.ok(changedRows(statement)));
    }

    Query query() {
        return query;
    }

    @Override
    BoundQuery self() {
        return this;
    }

    private <T> Result<T> run(PreparedUse<Result<T>> use) {
        return run(query, use);
    }

    private <T> T single(ResultSet rows, RowMapper<T> mapper) throws SQLException {
        if (!rows.next()) {
            throw new IllegalStateException(query + " returned no row");
        }
        return last(rows, mapper.map(rows));
    }

    private <T> T last(ResultSet rows, T value) throws SQLException {
        if (rows.next()) {
            throw new IllegalStateException(query + " returned more than one row");
        }
        return value;
    }

    private static int changedRows(PreparedStatement statement) throws SQLException {
        return Math.max(statement.getUpdateCount(), 0); // -1 for rows
    }
}
