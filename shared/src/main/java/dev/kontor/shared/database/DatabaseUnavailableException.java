package dev.kontor.shared.database;

import java.sql.SQLException;

/// The database did not answer, or not in time. The same request may succeed later. Whether a
/// change was made is not known where the connection broke while it was being committed.
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(String reason) {
        super("the database is not available: " + reason);
    }

    DatabaseUnavailableException(SQLException cause) {
        super("the database is not available: " + cause.getMessage(), cause);
    }
}
