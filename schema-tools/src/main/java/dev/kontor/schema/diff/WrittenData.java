package dev.kontor.schema.diff;

import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Runs a statement of `schema/`, and tells whether it wrote anything to its database.
final class WrittenData {

    /// Roles and their settings belong to the whole server.
    private static final String READ = """
        select pg_current_xact_id_if_assigned() is not null,
          md5(concat(
            (select json_agg(r order by oid) from pg_roles r),
            (select json_agg(m order by oid) from pg_auth_members m),
            (select json_agg(s order by setdatabase, setrole) from pg_db_role_setting s)))
        """;

    /// Statements that write even where they change nothing, or that change the owner, the privileges
    /// of a database, or the comment on an extension, which each environment has of its own.
    private static final List<String[]> LEFT_OUT = List.of(
            new String[] {"grant"},
            new String[] {"revoke"},
            new String[] {"alter", "default", "privileges"},
            new String[] {"alter", "database"},
            new String[] {"create", "or", "replace"},
            new String[] {"comment", "on", "extension"},
            new String[] {"comment", "on", "schema"},
            new String[] {"comment", "on", "database"});

    private WrittenData() {}

    static boolean isWrittenBy(Statement statement, Connection connection) throws SQLException {
        if (statement.runsOutsideTransactions() || statement.controlsTheTransaction()) {
            Sql.execute(connection, statement.text());
            return false;
        }
        connection.setAutoCommit(false);
        try {
            var roles = read(connection).roles();
            Sql.execute(connection, statement.text());
            var after = read(connection);
            connection.commit();
            return after.isWritten() && roles.equals(after.roles()) && !isLeftOut(statement);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static boolean isLeftOut(Statement statement) {
        return statement.has("owner", "to") || LEFT_OUT.stream().anyMatch(statement::startsWith);
    }

    /// @param isWritten whether the transaction has written anything
    private record ServerState(boolean isWritten, String roles) {}

    private static ServerState read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(READ)) {
            row.next();
            return new ServerState(row.getBoolean(1), row.getString(2));
        }
    }
}
