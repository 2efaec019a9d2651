package dev.kontor.shared.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A statement failed, and no client can be told why: a fault of ours. The message has the
/// statement's name and what the server says, but no value of any row.
final class StatementException extends RuntimeException {

    StatementException(@Nullable Query query, SQLException cause) {
        super((query == null ? "a transaction" : query) + ": " + cause.getMessage(), cause);
    }

    /// An exception that need not be declared.
    static StatementException of(Exception fault) {
        return fault instanceof StatementException already
                ? already
                : new StatementException(null, (SQLException) fault);
    }
}
