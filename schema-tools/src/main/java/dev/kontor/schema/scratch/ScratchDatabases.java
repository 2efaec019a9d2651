package dev.kontor.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// Makes databases to try migrations on.
@FunctionalInterface
public interface ScratchDatabases {

    /// A superuser's connection to a new, empty database that nobody else uses. The caller closes
    /// it.
    Connection create() throws SQLException;

    /// The names of the extensions that the server can create.
    default Set<String> extensions() throws SQLException {
        try (var connection = create()) {
            return extensions(connection);
        }
    }

    /// @param connection to any database of the server
    static Set<String> extensions(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from pg_available_extensions")) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
