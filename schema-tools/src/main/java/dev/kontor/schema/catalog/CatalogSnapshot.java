package dev.kontor.schema.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// PostgreSQL's catalogs at one moment, by the ids that outlive a change of name. Also what the
/// reading transaction has done so far: its locks, its scans and the rows it wrote.
///
/// @param columns all columns, including dropped ones, which keep their number
/// @param objects functions, types, triggers, labels of enums, extensions, schemas and other objects
///   without rows, by catalog and id
/// @param locks the modes that this transaction holds, by relation
/// @param timeouts the session's `lock_timeout` and `statement_timeout`, in milliseconds; 0 for none
public record CatalogSnapshot(
        Map<Long, Relation> relations,
        Map<ColumnId, Column> columns,
        Map<Long, Constraint> constraints,
        Map<String, String> objects,
        Map<Long, Set<String>> locks,
        Map<String, Long> timeouts,
        Rights rights) {

    public static final CatalogSnapshot NONE =
            new CatalogSnapshot(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Rights.NONE);

    /// A table, view, index or sequence.
    ///
    /// @param name quoted where SQL needs that
    /// @param kind the letter of pg_class
    /// @param file the number of its file, which changes when the relation is rewritten
    /// @param table the table of an index, otherwise 0
    /// @param parent what it is a partition or a child of, otherwise 0
    /// @param definition the statement that makes an index, otherwise empty
    /// @param scans how often this transaction has read it from end to end
    /// @param writes how many rows this transaction has updated or deleted
    /// @param isFiltered whether policies may hide rows of it from the role that reads
    public record Relation(
            long id,
            String name,
            String kind,
            long file,
            long table,
            long parent,
            String definition,
            long scans,
            long writes,
            boolean isFiltered) {

        /// Whether the relation has rows of its own.
        public boolean isTable() {
            return kind.equals("r") || kind.equals("p");
        }

        public boolean isIndex() {
            return kind.equals("i") || kind.equals("I");
        }

        /// Whether it is a partitioned table, or the index of one: without rows of its own.
        public boolean isPartitioned() {
            return kind.equals("p") || kind.equals("I");
        }

        /// The name as a statement's words have it.
        public String word() {
            return unquoted(name);
        }

        /// The kind as `drop` says it.
        public String kindName() {
            return switch (kind) {
                case "v" -> "view";
                case "m" -> "materialized view";
                case "f" -> "foreign table";
                case "i", "I" -> "index";
                case "S" -> "sequence";
                default -> "table";
            };
        }
    }

    /// The table and the number of a column. A renamed column keeps both.
    public record ColumnId(long table, int number) {}

    /// @param name quoted where SQL needs that
    /// @param typeId the id of the type, which a renamed type keeps
    /// @param type with its length, as in `character varying(50)`
    /// @param isFilled whether a row gets a value when an insert gives none
    public record Column(
            String name, long typeId, String type, boolean isNotNull, boolean isFilled, boolean isDropped) {}

    /// @param name quoted where SQL needs that
    /// @param kind the letter of pg_constraint
    /// @param table 0 for the constraint of a domain
    /// @param domain 0 for the constraint of a table
    /// @param index the index that enforces it, or that a foreign key refers to
    /// @param referenced the table that a foreign key refers to, otherwise 0
    /// @param definition as `add constraint` takes it
    public record Constraint(
            String name,
            String kind,
            long table,
            long domain,
            boolean isValidated,
            long index,
            long referenced,
            String definition) {

        /// Whether this is the other, which a change of a column's type made anew.
        public boolean replaces(Constraint other) {
            return table == other.table && domain == other.domain && name.equals(other.name);
        }
    }

    /// @param connection signed in as the owner of the schema
    public static CatalogSnapshot read(Connection connection) throws SQLException {
        return read(connection, Rights::read);
    }

    /// The same after a statement that takes no right away, for which these are not read again.
    public static CatalogSnapshot read(Connection connection, Rights rights) throws SQLException {
        return read(connection, _ -> rights);
    }

    private static CatalogSnapshot read(Connection connection, RightsReader rights) throws SQLException {
        var settings = new ArrayList<String>();
        each(connection, SnapshotSql.LEAVE_PATH_AND_ROLE, row -> {
            settings.add(row.getString(1));
            settings.add(row.getString(2));
        });
        try {
            return readNames(connection, rights);
        } finally {
            returnTo(settings, connection);
        }
    }

    private static void returnTo(List<String> settings, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SnapshotSql.RETURN_TO_PATH_AND_ROLE)) {
            statement.setString(1, settings.getFirst());
            statement.setString(2, settings.getLast());
            statement.execute();
        }
    }

    private static CatalogSnapshot readNames(Connection connection, RightsReader rights) throws SQLException {
        var relations = new HashMap<Long, Relation>();
        each(connection, SnapshotSql.RELATIONS, row -> relations.put(row.getLong(1), relation(row)));
        var columns = new HashMap<ColumnId, Column>();
        each(connection, SnapshotSql.COLUMNS, row -> columns.put(columnId(row), column(row)));
        var constraints = new HashMap<Long, Constraint>();
        each(connection, SnapshotSql.CONSTRAINTS, row -> constraints.put(row.getLong(1), constraint(row)));
        var objects = new HashMap<String, String>();
        each(connection, SnapshotSql.OBJECTS, row -> objects.put(row.getString(1), row.getString(2)));
        var locks = new HashMap<Long, Set<String>>();
        each(connection, SnapshotSql.LOCKS, row -> addLock(locks, row));
        var timeouts = new HashMap<String, Long>();
        each(connection, SnapshotSql.TIMEOUTS, row -> timeouts.put(row.getString(1), row.getLong(2)));
        return new CatalogSnapshot(relations, columns, constraints, objects, locks, timeouts, rights.read(connection));
    }

    /// A name without the quotes that SQL needs.
    public static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    /// The table that all its partitions, or children, belong to; the table itself where it is none.
    public long root(long table) {
        var known = relations.get(table);
        return known == null || known.parent() == 0 ? table : root(known.parent());
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(8),
                row.getString(9),
                row.getLong(6),
                row.getLong(7),
                row.getBoolean(10));
    }

    private static ColumnId columnId(ResultSet row) throws SQLException {
        return new ColumnId(row.getLong(1), row.getInt(2));
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(7),
                row.getBoolean(8));
    }

    private static void addLock(Map<Long, Set<String>> locks, ResultSet row) throws SQLException {
        locks.computeIfAbsent(row.getLong(1), _ -> new HashSet<>()).add(row.getString(2));
    }

    private static Constraint constraint(ResultSet row) throws SQLException {
        return new Constraint(
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getBoolean(6),
                row.getLong(7),
                row.getLong(8),
                row.getString(9));
    }

    private static void each(Connection connection, String sql, RowConsumer reader) throws SQLException {
        // A prepared statement is planned once, and a snapshot is read after each statement of a migration.
        try (var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private interface RightsReader {
        Rights read(Connection connection) throws SQLException;
    }

    private interface RowConsumer {
        void read(ResultSet row) throws SQLException;
    }
}
