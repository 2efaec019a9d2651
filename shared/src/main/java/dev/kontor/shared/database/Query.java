package dev.kontor.shared.database;

/// One SQL text with the name that it carries into logs, metrics and the server's own views
/// (`pg_stat_activity` shows the comment it begins with).
///
/// @param name `feature.operation`, such as `files.create`
public record Query(String name, String text) {

    public String sql() {
        return "/* " + name + " */ " + text;
    }
}
