package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.MigrationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// Classifies and describes errors of the database and of Flyway.
public final class Errors {

    /// The schema has no history, and is not empty.
    static final String NOT_EMPTY =
            "the schema public holds objects that these migrations did not make; use a database of its own";

    private Errors() {}

    /// Whether the error passes by itself. Decides by the SQLSTATE of the first database error among
    /// the causes.
    static boolean isTransient(Throwable error) {
        var state = sqlState(error);
        return state != null
                && switch (state) {
                    // too many connections
                    case "53300" -> true;
                    // read only: the server has just become a replica, and the name will point to
                    // the new primary in a moment
                    case "25006" -> true;
                    // the driver's code for a server that wants a password or encryption
                    case "08004" -> false;
                    // the connection broke or was never made; the server is starting or stopping
                    default -> state.startsWith("08") || state.startsWith("57P0") || passesInSession(error);
                };
    }

    /// Whether the error passes by itself and leaves the session and its lock as they were.
    static boolean passesInSession(Throwable error) {
        var state = sqlState(error);
        return state != null
                && switch (state) {
                    // serialisation failure; deadlock; lock not available
                    case "40001", "40P01", "55P03" -> true;
                    default -> false;
                };
    }

    /// One line for an operator. A [MigrationException] among the causes says it best, since Flyway
    /// wraps it in a message of its own.
    public static String describe(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException own) {
                return String.valueOf(own.getMessage());
            }
        }
        if (error instanceof FlywayException flyway
                && flyway.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return NOT_EMPTY;
        }
        return oneLine(error);
    }

    /// The message in one line, without the position in the SQL, which the operator does not see.
    static String oneLine(Throwable error) {
        var type = error.getClass().getName();
        var message = Objects.requireNonNullElse(error.getMessage(), type);
        return (message + reason(error))
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty() && !line.matches("-+|Position: \\d+"))
                .collect(Collectors.joining("; "));
    }

    /// The error of the network. The driver's own message leaves out which host is unknown.
    private static String reason(Throwable error) {
        for (var cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")";
            }
        }
        return "";
    }

    private static @Nullable String sqlState(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
