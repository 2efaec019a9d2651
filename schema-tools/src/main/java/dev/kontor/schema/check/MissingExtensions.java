package dev.kontor.schema.check;

import dev.kontor.schema.source.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The extensions that migrations asked for and the server lacks. Once there is one, a statement that
/// fails because an object is unknown is taken to depend on it. For one thread.
final class MissingExtensions {

    private static final String NOT_SUPPORTED = "0A000";
    private static final Pattern NOT_AVAILABLE = Pattern.compile("extension \"([^\"]+)\" is not available");

    /// The SQLSTATEs for an unknown type or other object, function, table, column, and schema.
    private static final Set<String> UNKNOWN = Set.of("42704", "42883", "42P01", "42703", "3F000");

    private final Set<String> names = new TreeSet<>();

    List<String> names() {
        return List.copyOf(names);
    }

    boolean mayCauseFailureOf(Statement statement) {
        return !names.isEmpty() || statement.has("create", "extension");
    }

    /// Whether the failure comes from a missing extension; notes one that is asked for.
    boolean explains(SQLException e) {
        if (NOT_SUPPORTED.equals(e.getSQLState())) {
            var extension = NOT_AVAILABLE.matcher(String.valueOf(e.getMessage()));
            if (extension.find()) {
                names.add(extension.group(1));
                return true;
            }
        }
        return !names.isEmpty()
                && e.getSQLState() != null
                && UNKNOWN.contains(e.getSQLState())
                && UnknownRole.in(String.valueOf(e.getMessage())).isEmpty();
    }
}
