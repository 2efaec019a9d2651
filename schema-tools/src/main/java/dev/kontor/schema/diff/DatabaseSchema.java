package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.schema.catalog.Dependencies;
import dev.kontor.schema.scratch.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The objects of a database, and what they need.
///
/// @param viewColumns the columns of each view with their types, in their order, which the catalog
///   leaves out
public record DatabaseSchema(Catalog catalog, Dependencies dependencies, Map<String, List<String>> viewColumns) {

    private static final String VIEW_COLUMNS = """
        select 'table ' || c.oid::regclass,
          array_agg(concat_ws(' ',
            quote_ident(attname), format_type(atttypid, atttypmod), nullif(attcollation, 0)::regcollation)
            order by attnum)
        from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0
        where relnamespace = 'public'::regnamespace and relkind = 'v'
        group by c.oid
        """;

    public DatabaseSchema {
        viewColumns = Map.copyOf(viewColumns);
    }

    /// Reads the schema `public`.
    public static DatabaseSchema read(Connection connection) throws SQLException {
        var catalog = Catalog.read(connection);
        var path = path(connection);
        Sql.execute(connection, "set search_path = public");
        var dependencies = Dependencies.read(connection);
        var viewColumns = viewColumns(connection);
        Sql.execute(connection, "set search_path = " + path);
        return new DatabaseSchema(catalog, dependencies, viewColumns);
    }

    List<String> columnsOfView(String view) {
        return viewColumns.getOrDefault(view, List.of());
    }

    /// What is there when some objects have been dropped.
    DatabaseSchema without(Set<String> dropped) {
        var objects = new TreeMap<>(catalog.objects());
        objects.keySet().removeAll(dropped);
        return new DatabaseSchema(new Catalog(objects), dependencies, viewColumns);
    }

    private static String path(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show search_path")) {
            row.next();
            return row.getString(1).isEmpty() ? "''" : row.getString(1);
        }
    }

    private static Map<String, List<String>> viewColumns(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(VIEW_COLUMNS)) {
            var columns = new HashMap<String, List<String>>();
            while (rows.next()) {
                var names = (String[]) rows.getArray(2).getArray();
                columns.put(rows.getString(1), Arrays.asList(names));
            }
            return columns;
        }
    }
}
