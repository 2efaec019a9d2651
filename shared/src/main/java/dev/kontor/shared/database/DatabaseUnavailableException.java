package dev.kontor.shared.database;

/// The database did not answer, or not in time. Nothing was done, or it was rolled back; the same
/// request may succeed later.
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(Throwable cause) {
        super("the database is not available", cause);
    }
}
