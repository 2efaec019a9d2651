package dev.kontor.schema.random;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fills the tables of a random schema with a few rows, and reads them back. All columns get values
/// where their types are known here; where a constraint does not admit that, only those that are
/// required. Foreign keys are null or refer to rows.
final class SampleData {

    private static final int ROWS = 3;

    private static final String COLUMNS = """
        select quote_ident(c.relname) as table_name, quote_ident(attname) as name, format_type(atttypid, atttypmod) as type,
          format_type(coalesce(nullif(base.typbasetype, 0), base.oid), null) as base, attnotnull as required,
          attidentity <> '' or attgenerated <> '' or pg_get_expr(adbin, adrelid) like 'nextval%' as made,
          atthasdef as filled, attgenerated <> '' as generated,
          (select 'select ' || quote_ident(f.attname) || ' from ' || confrelid::regclass || ' limit 1'
           from pg_constraint, unnest(conkey, confkey) as k(here, there)
           join pg_attribute f on f.attnum = k.there
           where contype = 'f' and conrelid = c.oid and k.here = a.attnum and f.attrelid = confrelid and f.attname = 'id'
           limit 1) as reference,
          (select min(enumlabel) from pg_enum where enumtypid = atttypid) as label
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
        join pg_type base on base.oid = atttypid
        left join pg_attrdef on adrelid = c.oid and adnum = attnum
        where c.relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
          and relname <> 'schema_migrations'
        order by c.oid, attnum
        """;

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("text", List.of("'a'", "'b'", "'Long enough'")),
            Map.entry("character varying", List.of("'a'", "'b'", "'Long enough'")),
            Map.entry("character", List.of("'a'", "'bb'", "'cccc'")),
            Map.entry("citext", List.of("'A'", "'b'")),
            Map.entry("integer", List.of("1", "2", "300")),
            Map.entry("bigint", List.of("1", "2", "3000000000")),
            Map.entry("smallint", List.of("1", "2", "3")),
            Map.entry("numeric", List.of("1.5", "2.25", "3")),
            Map.entry("real", List.of("1.5", "2.25", "3")),
            Map.entry("double precision", List.of("1.5", "2.25", "3")),
            Map.entry("money", List.of("1.5", "2")),
            Map.entry("boolean", List.of("true", "false")),
            Map.entry("uuid", List.of("gen_random_uuid()")),
            Map.entry("timestamp with time zone", List.of("'2026-02-03 04:05:06.789+00'", "'2026-03-04 12:00+00'")),
            Map.entry("timestamp without time zone", List.of("'2026-02-03 04:05:06.789'", "'2026-03-04'")),
            Map.entry("date", List.of("'2026-02-03'", "'2026-03-04'")),
            Map.entry("time without time zone", List.of("'12:30'")),
            Map.entry("time with time zone", List.of("'12:30+01'")),
            Map.entry("interval", List.of("'1 day 2 hours'")),
            Map.entry("json", List.of("'{\"a\": 1}'")),
            Map.entry("jsonb", List.of("'{\"a\": 1}'", "'[]'")),
            Map.entry("bytea", List.of("'\\x01'", "'\\x'")),
            Map.entry("inet", List.of("'10.0.0.1'")),
            Map.entry("cidr", List.of("'10.0.0.0/8'")),
            Map.entry("text[]", List.of("'{x,y}'")),
            Map.entry("integer[]", List.of("'{1,2}'")),
            Map.entry("point", List.of("'(1,2)'")),
            Map.entry("pair", List.of("null")));

    private static final String KEY = """
        select 'concat_ws('','', ' || string_agg(quote_ident(attname), ', ' order by attnum) || ')'
        from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
        where indisprimary and indrelid = ?::regclass
        """;

    private final Connection connection;
    private final Map<String, String> keys = new HashMap<>();

    SampleData(Connection connection) {
        this.connection = connection;
    }

    private record Column(
            String table,
            String name,
            String type,
            String base,
            boolean isRequired,
            boolean isMade,
            boolean isFilled,
            boolean isGenerated,
            @Nullable String reference,
            @Nullable String label) {}

    /// A value of a row.
    ///
    /// @param type empty to compare cells whose types differ
    record Cell(String table, String row, String column, String type) implements Comparable<Cell> {
        Cell withoutType() {
            return new Cell(table, row, column, "");
        }

        @Override
        public int compareTo(Cell other) {
            return Comparator.comparing(Cell::table)
                    .thenComparing(Cell::row)
                    .thenComparing(Cell::column)
                    .thenComparing(Cell::type)
                    .compare(this, other);
        }
    }

    void fill() throws SQLException {
        for (var table : byTable().entrySet()) {
            for (var row = 0; row < ROWS; row++) {
                if (!insert(table.getKey(), table.getValue(), row, false)) {
                    insert(table.getKey(), table.getValue(), row, true);
                }
            }
        }
    }

    private boolean insert(String table, List<Column> columns, int row, boolean onlyRequired) throws SQLException {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (var column : columns) {
            var leftOut = onlyRequired && (!column.isRequired() || column.isFilled());
            var value = value(column, row);
            if (!column.isMade() && !leftOut && !(value.equals("null") && column.isFilled())) {
                names.add(column.name());
                values.add(value.startsWith("(") ? value : "%s::%s".formatted(value, column.type()));
            }
        }
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("insert into %s (%s) values (%s)"
                    .formatted(table, String.join(", ", names), String.join(", ", values)));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String value(Column column, int row) {
        if (column.name().equals("user_id")) {
            return "'ann'";
        }
        if (column.reference() != null) {
            return column.isRequired() || row > 0 ? "(%s)".formatted(column.reference()) : "null";
        }
        if (column.label() != null) {
            return "'%s'".formatted(column.label().replace("'", "''"));
        }
        var values = VALUES.getOrDefault(column.base(), List.of("null"));
        return values.get(row % values.size());
    }

    private List<Column> columns() throws SQLException {
        var columns = new ArrayList<Column>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.add(new Column(
                        rows.getString("table_name"),
                        rows.getString("name"),
                        rows.getString("type"),
                        rows.getString("base"),
                        rows.getBoolean("required"),
                        rows.getBoolean("made"),
                        rows.getBoolean("filled"),
                        rows.getBoolean("generated"),
                        rows.getString("reference"),
                        rows.getString("label")));
            }
        }
        return columns;
    }

    /// All stored values.
    SortedMap<Cell, String> read() throws SQLException {
        var cells = new TreeMap<Cell, String>();
        for (var table : byTable().entrySet()) {
            var columns = table.getValue().stream()
                    .filter(column -> !column.isGenerated())
                    .toList();
            var key = key(table.getKey());
            var list = columns.stream()
                    .map(column -> "(%s)::text".formatted(column.name()))
                    .collect(joining(", "));
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select %s, %s from %s".formatted(key, list, table.getKey()))) {
                while (rows.next()) {
                    for (var i = 0; i < columns.size(); i++) {
                        var column = columns.get(i);
                        var cell = new Cell(table.getKey(), rows.getString(1), column.name(), column.type());
                        cells.put(cell, String.valueOf(rows.getString(i + 2)));
                    }
                }
            }
        }
        return cells;
    }

    /// The expression that tells rows apart, before and after a change.
    private String key(String table) throws SQLException {
        var known = keys.get(table);
        if (known != null) {
            return known;
        }
        try (var statement = connection.prepareStatement(KEY)) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                row.next();
                var key = row.getString(1) == null ? "row_number() over ()" : row.getString(1);
                keys.put(table, key);
                return key;
            }
        }
    }

    /// What was lost; empty where nothing was.
    static String lost(SortedMap<Cell, String> before, SortedMap<Cell, String> after) {
        var lost = new StringBuilder();
        var now = new TreeMap<Cell, Cell>();
        after.keySet().forEach(cell -> now.put(cell.withoutType(), cell));
        before.forEach((cell, value) -> {
            var then = now.get(cell.withoutType());
            var isGone = then == null && !value.equals("null");
            var isTyped = then != null && then.type().equals(cell.type());
            var isChanged =
                    then != null && !value.equals(after.get(then)) && (isTyped || "null".equals(after.get(then)));
            if (isGone || isChanged) {
                lost.append("  %s was %s and is %s%n".formatted(cell, value, then == null ? "gone" : after.get(then)));
            }
        });
        return lost.toString();
    }

    private Map<String, List<Column>> byTable() throws SQLException {
        var tables = new LinkedHashMap<String, List<Column>>();
        for (var column : columns()) {
            tables.computeIfAbsent(column.table(), _ -> new ArrayList<>()).add(column);
        }
        return tables;
    }
}
