package dev.kontor.shared.database;

import java.sql.SQLException;

/// The database did not answer, or not in time. The same request may succeed later. When the
/// connection broke during a commit, it is unknown whether the change was made.
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(String reason) {
        super("the database is not available: " + reason);
    }

    DatabaseUnavailableException(SQLException cause) {
        super("the database is not available: " + cause.getMessage() + rootOf(cause), cause);
    }

    /// The pool's message only says that it waited. Its cause says why there was no connection.
    private static String rootOf(SQLException fault) {
        if (fault.getCause() == null) {
            return "";
        }
        var root = fault.getCause();
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")";
    }
}
