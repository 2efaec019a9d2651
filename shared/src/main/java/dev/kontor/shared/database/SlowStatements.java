package dev.kontor.shared.database;

import dev.kontor.shared.Limits;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// Statements that may take longer than [Limits#STATEMENT_TIMEOUT].
public final class SlowStatements {

    private SlowStatements() {}

    /// Lets the driver wait for those that follow in a transaction. The pool takes that back with
    /// the connection.
    ///
    /// @param wanted for each of them
    /// @return the same, or less where the work has less time: what the server has to be told
    public static Duration allow(Handle transaction, Duration wanted) {
        var allowed = DatabaseTime.atMost(wanted);
        try {
            // The server's own time-out comes first.
            var patience = (int) allowed.plus(Limits.STATEMENT_TIMEOUT).toMillis();
            transaction.getConnection().setNetworkTimeout(Runnable::run, patience);
            return allowed;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
