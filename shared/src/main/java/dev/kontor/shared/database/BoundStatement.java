package dev.kontor.shared.database;

import static java.util.Objects.requireNonNull;

import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Result;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A statement and the values of its parameters, each bound by its name. The values are kept until
/// the statement runs, and for its repetition when it lost a race. For one thread.
///
/// @param <S> the class itself, so that calls can be chained
abstract sealed class BoundStatement<S extends BoundStatement<S>> permits BoundQuery, BoundListQuery {

    private final Database database;
    private final Map<String, Value> values = new HashMap<>();

    /// @param type PostgreSQL's name of the type; null leaves it to the server. A null value has the
    ///   type that the parameter has otherwise: a plan is kept for each set of types
    private record Value(@Nullable String type, @Nullable Object value) {}

    /// Does something with a statement that has run, and is at its result.
    interface PreparedUse<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    BoundStatement(Database database) {
        this.database = database;
    }

    public S bind(String name, @Nullable String value) {
        return bind(name, "varchar", value);
    }

    public S bind(String name, @Nullable UUID value) {
        return bind(name, "uuid", value);
    }

    public S bind(String name, @Nullable Integer value) {
        return bind(name, "int4", value);
    }

    public S bind(String name, @Nullable Long value) {
        return bind(name, "int8", value);
    }

    public S bind(String name, @Nullable Boolean value) {
        return bind(name, "bool", value);
    }

    public S bind(String name, byte @Nullable [] value) {
        return bind(name, "bytea", value);
    }

    public S bind(String name, @Nullable Instant value) {
        return bind(name, "timestamptz", value == null ? null : utc(value));
    }

    /// Binds a value whose type only its caller knows, or null of no type.
    public S bind(String name, @Nullable Object value) {
        return bind(name, null, value);
    }

    /// Binds an array of texts.
    public S bindTexts(String name, Collection<String> texts) {
        return bind(name, "text", texts.toArray());
    }

    /// Binds an array of ids.
    public S bindIds(String name, Collection<UUID> ids) {
        return bind(name, "uuid", ids.toArray());
    }

    /// Binds `if_match`, which [GuardSql#IF_MATCH] asks for: an array of times, or null for any.
    public S bind(IfMatch ifMatch) {
        var times = ifMatch.updatedAts();
        return times == null
                ? bind("if_match", "_timestamptz", null)
                : bind(
                        "if_match",
                        "timestamptz",
                        times.stream().map(BoundStatement::utc).toArray());
    }

    /// Prepares the statement with its values, and runs it.
    ///
    /// @throws DatabaseUnavailableException when too little time is left for it
    <T> Result<T> run(Query query, PreparedUse<Result<T>> use) {
        return database.run(query, connection -> run(connection, query, use));
    }

    private <T> T run(Connection connection, Query query, PreparedUse<T> use) throws SQLException {
        DatabaseTime.beginStep();
        var attached = database.attached();
        if (attached == null) {
            try (var statement = connection.prepareStatement(database.sql(query))) {
                set(connection, statement, 0, query);
                statement.execute();
                return use.with(statement);
            }
        }
        return runBehind(attached, connection, query, use);
    }

    private <T> T runBehind(AttachedStatement attached, Connection connection, Query query, PreparedUse<T> use)
            throws SQLException {
        var other = attached.statement();
        try (var statement = connection.prepareStatement(database.sql(other.query()) + ";\n" + database.sql(query))) {
            other.set(connection, statement, 0, other.query());
            set(connection, statement, other.query().parameters().size(), query);
            statement.execute();
            attached.setCommitted();
            statement.getMoreResults(); // the first is the other's
            return use.with(statement);
        }
    }

    /// Sets the values of a query from this place on.
    void set(Connection connection, PreparedStatement statement, int offset, Query query) throws SQLException {
        var place = offset;
        for (var parameter : query.parameters()) {
            place++;
            set(connection, statement, place, value(query, parameter));
        }
    }

    /// Reads the rows of the answer.
    static <T> PreparedUse<T> reading(ResultReader<T> reader) {
        return statement -> {
            try (var rows = requireNonNull(statement.getResultSet())) {
                return reader.read(rows);
            }
        };
    }

    /// Reads all rows of an answer.
    interface ResultReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    abstract S self();

    private S bind(String name, @Nullable String type, @Nullable Object value) {
        values.put(name, new Value(type, value));
        return self();
    }

    private Value value(Query query, String parameter) {
        var value = values.get(parameter);
        if (value == null) {
            throw new IllegalStateException("%s has no value for :%s".formatted(query, parameter));
        }
        return value;
    }

    private static void set(Connection connection, PreparedStatement statement, int place, Value value)
            throws SQLException {
        switch (value.value()) {
            case null -> setNull(statement, place, value.type());
            case Object[] elements -> statement.setArray(place, connection.createArrayOf(value.type(), elements));
            case Object single -> statement.setObject(place, single);
        }
    }

    private static void setNull(PreparedStatement statement, int place, @Nullable String type) throws SQLException {
        if (type == null) {
            statement.setNull(place, Types.NULL);
        } else {
            statement.setNull(place, Types.OTHER, type);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
