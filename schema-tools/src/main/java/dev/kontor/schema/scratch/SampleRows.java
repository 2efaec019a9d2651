package dev.kontor.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// A few made-up rows in every table, so that what a statement does to rows shows. They keep checks
/// and unique constraints, which the server sees to, but not foreign keys. For a superuser on a
/// database of its own; but for ids, the same rows each time. For one thread.
public final class SampleRows {

    private static final int ROWS = 3;

    /// Values are drawn until the checks let a row in; by far enough for a dozen of checks.
    private static final int DRAWS = 1000;

    private static final int SHORT_TEXT = 8;
    private static final Pattern LENGTH = Pattern.compile("character.*\\((\\d+)\\)");

    private static final String TABLES = """
        select oid::regclass::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and relname <> 'schema_migrations'
        order by 1
        """;

    private static final String COLUMNS = """
        select quote_ident(attname), format_type(atttypid, atttypmod), attnotnull,
          array(select enumlabel from pg_enum where enumtypid = atttypid order by enumsortorder)
        from pg_attribute
        where attrelid = ?::regclass and attnum > 0 and not attisdropped
          and not atthasdef and attidentity = ''
        """;

    private final Connection connection;
    private final Random random = new Random(1);
    private boolean areCleared;

    public SampleRows(Connection connection) {
        this.connection = connection;
    }

    private record Column(String name, String type, boolean isNotNull, List<String> labels) {}

    /// Fills the tables that are empty.
    ///
    /// @return those that no row could be made for
    public List<String> fill() throws SQLException {
        areCleared = false;
        var unfilled = new ArrayList<String>();
        Sql.execute(connection, "set session_replication_role = replica");
        for (var table : tables()) {
            if (isEmpty(table) && !fill(table)) {
                unfilled.add(table);
            }
        }
        Sql.execute(connection, "reset session_replication_role");
        return unfilled;
    }

    /// Empties all tables.
    public void clear() throws SQLException {
        areCleared = true;
        var tables = tables();
        if (!tables.isEmpty()) {
            Sql.execute(connection, "set session_replication_role = replica");
            Sql.execute(connection, "truncate " + String.join(", ", tables) + " cascade");
            Sql.execute(connection, "reset session_replication_role");
        }
    }

    /// Whether that was done since they were filled.
    public boolean areCleared() {
        return areCleared;
    }

    private boolean fill(String table) throws SQLException {
        var columns = columns(table);
        var rows = 0;
        for (var draw = 0; draw < DRAWS && rows < ROWS; draw++) {
            try {
                Sql.execute(connection, insert(table, columns));
                rows++;
            } catch (SQLException e) {
                // Some constraint did not like it; draw again.
            }
        }
        return rows == ROWS;
    }

    private String insert(String table, List<Column> columns) {
        var names = new StringJoiner(", ");
        var values = new StringJoiner(", ");
        for (var column : columns) {
            if (column.isNotNull() || random.nextBoolean()) {
                names.add(column.name());
                values.add(value(column) + "::" + column.type());
            }
        }
        return names.length() == 0
                ? "insert into %s default values".formatted(table)
                : "insert into %s (%s) values (%s)".formatted(table, names, values);
    }

    private String value(Column column) {
        if (!column.labels().isEmpty()) {
            return literal(any(column.labels()));
        }
        var type = column.type();
        if (type.endsWith("[]")) {
            return "'{}'";
        }
        return switch (type.replaceFirst("[ (].*", "")) {
            case "text", "character" -> literal(hex(length(type)));
            case "smallint", "integer", "bigint", "numeric", "real", "double" ->
                any(List.of("1", "2", "0", "-1", "100"));
            case "boolean" -> any(List.of("true", "false"));
            case "uuid" -> "gen_random_uuid()";
            case "timestamp", "date", "time" -> "now()";
            case "json", "jsonb" -> any(List.of("'{}'", "'[]'"));
            case "bytea" -> "'\\x" + hex(SHORT_TEXT) + "'";
            case "interval" -> "'1 day'";
            case "inet", "cidr" -> "'127.0.0.1'";
            default -> literal(hex(SHORT_TEXT));
        };
    }

    /// Digests are checked to have their full length, names to be short.
    private int length(String type) {
        var length = LENGTH.matcher(type);
        if (!length.matches()) {
            return SHORT_TEXT;
        }
        var longest = Integer.parseInt(length.group(1));
        return type.startsWith("character(") || random.nextBoolean() ? longest : Math.min(SHORT_TEXT, longest);
    }

    private String hex(int length) {
        var bytes = new byte[(length + 1) / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, length);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private List<String> tables() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private List<Column> columns(String table) throws SQLException {
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                var columns = new ArrayList<Column>();
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2), rows.getBoolean(3), List.of((String[])
                            rows.getArray(4).getArray())));
                }
                return columns;
            }
        }
    }

    private boolean isEmpty(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select from " + table + " limit 1")) {
            return !rows.next();
        }
    }
}
