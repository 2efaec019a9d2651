package dev.kontor.schema.scratch;

import dev.kontor.migrations.catalog.HistorySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Fills every table with a few generated rows, so that the effect of a statement on rows shows.
/// The rows satisfy checks and unique constraints, but not foreign keys. The connection has to be
/// a superuser's, on a database of its own. All values but ids are the same each time. For one
/// thread.
public final class SampleRows {

    private static final int ROWS = 3;

    /// How often values are drawn until the checks admit a row. It is by far enough for a dozen of
    /// checks.
    private static final int DRAWS = 1000;

    private static final int SHORT_TEXT = 8;
    private static final Pattern LENGTH = Pattern.compile("character.*\\((\\d+)\\)");

    private static final String TABLES = """
        select oid::regclass::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and
        """ + HistorySql.IS_NONE + """
          and not exists (
            select from pg_depend
            where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
        order by 1
        """;

    private static final String COLUMNS = """
        select quote_ident(attname), format_type(atttypid, atttypmod), attnotnull,
          array(select enumlabel from pg_enum where enumtypid = atttypid order by enumsortorder),
          (
            select min(substring(pg_get_constraintdef(oid) from '~~? ''\\^?([a-z_:/]{2,})'))
            from pg_constraint
            where conrelid = attrelid and contype = 'c' and conkey = array[attnum]
          )
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

    /// @param start what a check asks a text to begin with; empty where none does
    private record SampleColumn(String name, String type, boolean isNotNull, List<String> labels, String start) {}

    /// Fills the tables that are empty.
    ///
    /// @return the tables for which no row could be generated
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

    /// Whether the tables were emptied after they were filled.
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
                // A constraint refused the row; draw again.
            }
        }
        return rows == ROWS;
    }

    private String insert(String table, List<SampleColumn> columns) {
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

    private String value(SampleColumn column) {
        if (!column.labels().isEmpty()) {
            return literal(any(column.labels()));
        }
        var type = column.type();
        if (type.endsWith("[]")) {
            return "'{}'";
        }
        return switch (type.replaceFirst("[ (].*", "")) {
            case "text", "character" ->
                literal(column.start()
                        + hex(Math.max(length(type) - column.start().length(), 0)));
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

    /// Checks ask for the full length of digests, and for short names.
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

    private List<SampleColumn> columns(String table) throws SQLException {
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                var columns = new ArrayList<SampleColumn>();
                while (rows.next()) {
                    columns.add(column(rows));
                }
                return columns;
            }
        }
    }

    private static SampleColumn column(ResultSet row) throws SQLException {
        var labels = (String[]) row.getArray(4).getArray();
        var start = Objects.requireNonNullElse(row.getString(5), "");
        return new SampleColumn(row.getString(1), row.getString(2), row.getBoolean(3), List.of(labels), start);
    }

    private boolean isEmpty(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select from " + table + " limit 1")) {
            return !rows.next();
        }
    }
}
