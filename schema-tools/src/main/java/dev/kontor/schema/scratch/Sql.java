package dev.kontor.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

/// Runs SQL as it is written.
public final class Sql {
    static final String RESET_SESSION = "reset session authorization; reset role; reset all;";

    private Sql() {}

    public static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false); // braces are the server's business
            statement.execute(sql);
        }
    }

    /// Restores the settings and the role of a new session, so that a file does not run with those of
    /// the file before.
    public static void resetSession(Connection connection) throws SQLException {
        execute(connection, RESET_SESSION);
    }
}
