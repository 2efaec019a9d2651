package dev.kontor.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// The roles that a trial makes. They belong to the whole server, so that its other databases would
/// have them, too.
public final class TrialRoles {

    private TrialRoles() {}

    /// The roles of the server, quoted where SQL needs that.
    public static Set<String> names(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select quote_ident(rolname) from pg_roles")) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /// Drops roles with all that they own or may do in the database. They stay where another database
    /// uses one of them.
    ///
    /// @param roles quoted where SQL needs that
    /// @param scratch a superuser's connection to the database that they were made for
    public static void drop(Set<String> roles, Connection scratch) throws SQLException {
        if (!roles.isEmpty()) {
            var all = String.join(", ", roles);
            Sql.execute(scratch, "drop owned by %s cascade".formatted(all));
            MigrationOwner.isDropped(all, scratch);
        }
    }
}
