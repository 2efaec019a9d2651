package dev.kontor.shared.database;

import dev.kontor.shared.IfMatch;
import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// A statement and the values of its parameters, each bound by its name. The values are kept until
/// the statement runs, and for its repetition when it lost a race. For one thread.
///
/// @param <S> the class itself, so that calls can be chained
abstract sealed class BoundStatement<S extends BoundStatement<S>> permits BoundQuery, BoundListQuery {

    private final List<Value> values = new ArrayList<>();

    private interface Value {
        void bindTo(SqlStatement<?> statement);
    }

    public S bind(String name, @Nullable String value) {
        return bind(name, value, String.class);
    }

    public S bind(String name, @Nullable UUID value) {
        return bind(name, value, UUID.class);
    }

    public S bind(String name, @Nullable Integer value) {
        return bind(name, value, Integer.class);
    }

    public S bind(String name, @Nullable Long value) {
        return bind(name, value, Long.class);
    }

    public S bind(String name, @Nullable Boolean value) {
        return bind(name, value, Boolean.class);
    }

    public S bind(String name, @Nullable Instant value) {
        return bind(name, (Object) (value == null ? null : utc(value)));
    }

    /// Binds a value whose type only its caller knows, or null of no type.
    public S bind(String name, @Nullable Object value) {
        return add(statement -> statement.bind(name, value));
    }

    /// Binds an array of texts.
    public S bindTexts(String name, Collection<String> texts) {
        return bindArray(name, String.class, texts);
    }

    /// Binds an array of ids.
    public S bindIds(String name, Collection<UUID> ids) {
        return bindArray(name, UUID.class, ids);
    }

    /// Binds `if_match`, which [GuardSql#IF_MATCH] asks for: an array of times, or null for any.
    public S bind(IfMatch ifMatch) {
        var times = ifMatch.updatedAts();
        return times == null
                ? add(statement -> statement.bindNull("if_match", Types.NULL))
                : bindArray(
                        "if_match",
                        OffsetDateTime.class,
                        times.stream().map(BoundStatement::utc).toList());
    }

    /// Gives a statement of the driver all values.
    <T extends SqlStatement<T>> T bound(T statement) {
        values.forEach(value -> value.bindTo(statement));
        return statement;
    }

    abstract S self();

    private S bind(String name, @Nullable Object value, Type type) {
        return add(statement -> statement.bindByType(name, value, type));
    }

    private <T> S bindArray(String name, Class<T> type, Collection<T> elements) {
        return add(statement -> statement.bindArray(name, type, elements));
    }

    private S add(Value value) {
        values.add(value);
        return self();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
