package dev.kontor.shared.database;

import static java.util.Map.entry;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Result;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Translates the database's errors: SQLSTATEs and constraint names become error codes only here.
final class SqlErrors {

    private static final Result.Err<Object> TAKEN_BY_FILE = refused(Refusal.FILE_NAME_TAKEN);
    private static final Result.Err<Object> TAKEN_BY_FOLDER = refused(Refusal.FOLDER_NAME_TAKEN);
    private static final Result.Err<Object> TAKEN_BY_TAG = duplicate("There is a tag of this name already");

    /// The unique indexes without `user_id` in their names are those of before V021. They are there
    /// until a later deploy runs V024.
    private static final Map<String, Result.Err<Object>> BY_CONSTRAINT = Map.ofEntries(
            entry("idx_files_user_id_parent_folder_name", TAKEN_BY_FILE),
            entry("idx_files_parent_folder_name", TAKEN_BY_FILE),
            entry("idx_folders_user_id_parent_folder_name", TAKEN_BY_FOLDER),
            entry("idx_folders_parent_folder_name", TAKEN_BY_FOLDER),
            entry("idx_tags_user_id_name", TAKEN_BY_TAG),
            entry("idx_tags_name", TAKEN_BY_TAG),
            entry("ck_balances_amount_max", refused(Refusal.BALANCE_FULL)),
            entry("ck_transactions_refund", refused(Refusal.BEYOND_THE_USAGE)),
            entry("ck_user_settings_size", refused(Refusal.LARGE_SETTINGS)),
            entry("idx_purchases_payment_id", refused(Refusal.PAYMENT_USED)),
            entry("ck_erasures_user_id_returns", refused(Refusal.STILL_ERASING)));

    /// Deadlock and serialization failure: another attempt may succeed.
    private static final Set<String> RACES = Set.of("40001", "40P01");

    private static final String STARTING = "57P03";

    /// Insufficient resources, too many connections among them.
    private static final String FULL = "53";

    /// A statement cancelled by its time-out, a lock not obtained in time, a transaction or session
    /// ended by a time-out, a connection refused for now, and the like: a later request may
    /// succeed.
    private static final Set<String> UNAVAILABLE_STATES =
            Set.of("57014", "55P03", "25P03", "25P04", "57P01", "57P02", STARTING, "57P05");

    /// A change was sent to a server that only reads: the former writer, after a fail-over.
    private static final String READER = "25006";

    private static final String LOST_STATEMENT = "26000";

    /// The server's routine that finds a kept plan to be out of date.
    private static final String REPLANNING = "RevalidateCachedQuery";

    /// Connection exceptions, insufficient resources (a full disk among them), and errors of the
    /// system below PostgreSQL, as a disk that fails.
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", FULL, "58");

    private SqlErrors() {}

    static Optional<SQLException> in(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /// The error for a violated constraint, if a client can cause the violation.
    static Optional<Result.Err<Object>> refusal(SQLException fault) {
        return Optional.ofNullable(constraint(fault)).map(BY_CONSTRAINT::get);
    }

    /// Whether the work may succeed if it is begun again at once.
    static boolean mayPassAtOnce(SQLException fault) {
        return RACES.contains(state(fault)) || isStalePlan(fault) || isOfReader(fault);
    }

    /// Whether a plan that the connection keeps no longer fits: a migration gave a column another
    /// type, or a pooler's server has lost the statement. Outside a transaction the driver prepares
    /// the statement again by itself.
    static boolean isStalePlan(SQLException fault) {
        var message = message(fault);
        return LOST_STATEMENT.equals(state(fault)) || (message != null && REPLANNING.equals(message.getRoutine()));
    }

    static boolean isOfReader(SQLException fault) {
        return READER.equals(state(fault));
    }

    /// Whether the server itself says that another attempt to connect may succeed in a moment: it is
    /// starting, or has too many connections.
    static boolean isNotYet(SQLException fault) {
        var state = state(fault);
        return state.equals(STARTING) || state.startsWith(FULL);
    }

    static boolean isUnavailable(SQLException fault) {
        var state = state(fault);
        return fault instanceof SQLTransientConnectionException
                || state.isEmpty() // the pool's own error: closed meanwhile
                || mayPassAtOnce(fault)
                || UNAVAILABLE_STATES.contains(state)
                || (state.length() == 5 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2)));
    }

    private static @Nullable String constraint(SQLException fault) {
        var message = message(fault);
        return message == null ? null : message.getConstraint();
    }

    private static @Nullable ServerErrorMessage message(SQLException fault) {
        return fault instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static String state(SQLException fault) {
        return fault.getSQLState() == null ? "" : fault.getSQLState();
    }

    private static Result.Err<Object> refused(Refusal refusal) {
        return (Result.Err<Object>) refusal.result();
    }

    private static Result.Err<Object> duplicate(String message) {
        return new Result.Err<>(ErrorCode.DUPLICATE_ENTRY, message, List.of());
    }
}
