package dev.kontor.schema.check;

import dev.kontor.schema.source.Statement;
import java.sql.SQLException;

/// A statement of a file that does not apply.
final class FailedStatementException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient Statement statement;

    FailedStatementException(Statement statement, SQLException cause) {
        super(firstLine(cause), cause.getSQLState(), cause);
        this.statement = statement;
    }

    /// The message without the server's hints.
    static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    Statement statement() {
        return statement;
    }
}
