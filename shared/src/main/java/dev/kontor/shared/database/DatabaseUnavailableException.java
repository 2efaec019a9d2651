package dev.kontor.shared.database;

import java.sql.SQLException;

/// The database did not answer, or not in time. The same request may succeed later. Whether a
/// change was made is not known where the connection broke while it was being committed.
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(String reason) {
        super("the database is not available: " + reason);
    }

    DatabaseUnavailableException(SQLException cause) {
        super("the database is not available: " + cause.getMessage() + rootOf(cause), cause);
    }

    /// The pool says only that it waited; why there was no connection is in what it caught.
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
