package dev.kontor.shared.database;

/// The database did not answer, or not in time. The same request may succeed later. Whether a
/// change was made is not known where the connection broke while it was being committed.
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(Throwable cause) {
        super("the database is not available", cause);
    }
}
