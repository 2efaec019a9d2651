package dev.kontor.testing;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.shared.database.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows the plan that the database keeps of a statement, for no value in particular (decision
/// 0003). It signs in as the functions do.
public final class Explain implements AutoCloseable {

    private final Connection connection;

    public Explain(TestDatabase postgres) throws SQLException {
        connection = postgres.connectAs(TestDatabase.APP);
    }

    /// The plan of a statement.
    ///
    /// @param values whose types the parameters have
    public List<String> plan(Query query, Map<String, @Nullable Object> values) {
        return explain("explain", query, values);
    }

    /// The plan of a statement that only reads, after running it with these values: with the actual
    /// rows.
    public List<String> run(Query query, Map<String, @Nullable Object> values) {
        return explain("explain (analyze, timing off, summary off)", query, values);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<String> explain(String explain, Query query, Map<String, @Nullable Object> values) {
        var given = new ArrayList<@Nullable Object>();
        query.parameters().forEach(name -> given.add(values.get(name)));
        try (var statement = connection.createStatement()) {
            statement.execute("deallocate all");
            statement.execute("prepare explained%s as %s".formatted(list(given, Explain::type), numbered(query)));
            var rows = statement.executeQuery(explain + " execute explained" + list(given, Explain::literal));
            var plan = new ArrayList<String>();
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
            return plan;
        } catch (SQLException e) {
            throw new AssertionError(query.name(), e);
        }
    }

    private static String numbered(Query query) {
        var parts = query.sql().split("\\?", -1);
        var text = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.length; i++) {
            text.append('$').append(i).append(parts[i]);
        }
        return text.toString();
    }

    private interface Writer {
        String write(@Nullable Object value);
    }

    private static String list(List<@Nullable Object> values, Writer writer) {
        return values.isEmpty() ? "" : values.stream().map(writer::write).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "unknown";
            case String text -> "varchar";
            case UUID id -> "uuid";
            case Integer number -> "int4";
            case Long number -> "int8";
            case Boolean bool -> "bool";
            case OffsetDateTime time -> "timestamptz";
            case byte[] bytes -> "bytea";
            case String[] texts -> "text[]";
            case UUID[] ids -> "uuid[]";
            case OffsetDateTime[] times -> "timestamptz[]";
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case byte[] bytes -> "'\\x%s'".formatted(HexFormat.of().formatHex(bytes));
            case Object[] elements ->
                Stream.of(elements)
                        .map(Explain::literal)
                        .collect(Collectors.joining(",", "array[", "]::" + type(value)));
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }
}
