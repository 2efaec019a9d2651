package dev.kontor.benchmarks.database;

import dev.kontor.functions.packaged.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL logs of the statements of the functions: their texts and values as they arrived.
public final class StatementLog {

    private static final Pattern EXECUTE = Pattern.compile("(?s)execute (?<name>\\S+): (?<sql>.*)");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+ = (?:NULL|'(?<value>(?:[^']|'')*)')");

    private StatementLog() {}

    /// A statement with question marks, as JDBC takes it.
    ///
    /// @param isNamed whether its plan is kept
    public record Logged(String sql, List<@Nullable String> values, boolean isNamed) {}

    /// Turns the log on or off for new connections of the functions to a database.
    public static void turn(BenchmarkServer server, String database, boolean on) throws SQLException {
        var setting = on ? "set log_min_duration_statement = 0" : "reset log_min_duration_statement";
        server.execute(database, "alter role kontor_app in database %s %s".formatted(database, setting));
    }

    /// The statement that was logged last.
    public static Logged last(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var newest = files.filter(file -> file.toString().endsWith(".json")).max(Path::compareTo);
            return Files.readAllLines(newest.orElseThrow()).reversed().stream()
                    .map(PlainJson::read)
                    .filter(line -> EXECUTE.matcher(message(line)).find())
                    .findFirst()
                    .map(StatementLog::logged)
                    .orElseThrow(() -> new IOException("nothing was logged"));
        }
    }

    private static String message(Map<String, Object> line) {
        return String.valueOf(line.get("message"));
    }

    private static Logged logged(Map<String, Object> line) {
        var execute = EXECUTE.matcher(message(line));
        var values = new ArrayList<@Nullable String>();
        if (execute.find()) {
            var parameters = PARAMETER.matcher(Objects.toString(line.get("detail"), ""));
            while (parameters.find()) {
                var value = parameters.group("value");
                values.add(value == null ? null : value.replace("''", "'"));
            }
        }
        var sql = execute.group("sql").replaceAll("\\$\\d+", "?");
        return new Logged(sql, values, !execute.group("name").equals("<unnamed>"));
    }
}
