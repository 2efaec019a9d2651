package dev.kontor.shared.database;

import dev.kontor.shared.Done;
import dev.kontor.shared.Result;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// A [Query] with its values, begun by [Database#query(Query)]. The verb at the end runs it, in one
/// round trip. It commits by itself, or joins the transaction that the caller runs within.
///
/// A violated constraint becomes an error if a client can cause the violation. Every verb throws a
/// [DatabaseUnavailableException] when the database does not answer in time.
public final class BoundQuery extends BoundStatement<BoundQuery> {

    private final Database database;
    private final Query query;

    BoundQuery(Database database, Query query) {
        this.database = database;
        this.query = query;
    }

    /// Reads exactly one row.
    ///
    /// @throws IllegalStateException when there is no row, or more than one
    public <T> Result<T> one(RowMapper<T> mapper) {
        return database.run(handle -> Result.ok(rows(handle, mapper).one()));
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
        return database.run(handle -> Result.ok(rows(handle, mapper).findOne()));
    }

    /// Reads the one row of a statement that says in its column `refusal` why it did nothing.
    ///
    /// @throws IllegalStateException when there is no row, or more than one
    public <T> Result<T> oneOrRefusal(RowMapper<T> mapper) {
        return database.run(handle -> rows(handle, Refusal.or(mapper)).one());
    }

    /// Reads the refusal of a statement that has nothing else to return.
    ///
    /// @throws IllegalStateException when there is no row, or more than one
    public Result<Done> doneOrRefusal() {
        return oneOrRefusal(row -> Done.DONE);
    }

    /// Reads all rows, in their order.
    public <T> Result<List<T>> list(RowMapper<T> mapper) {
        return database.run(handle -> Result.ok(rows(handle, mapper).list()));
    }

    /// Runs a statement that returns no rows.
    ///
    /// @return how many rows it changed
    public Result<Integer> execute() {
        return database.run(
                handle -> Result.ok(bound(handle.createUpdate(query.sql())).execute()));
    }

    @Override
    BoundQuery self() {
        return this;
    }

    private <T> ResultIterable<T> rows(Handle handle, RowMapper<T> mapper) {
        return database.created(handle, query.sql(), this).map((row, context) -> mapper.map(row));
    }

    String sql() {
        return query.sql();
    }
}
