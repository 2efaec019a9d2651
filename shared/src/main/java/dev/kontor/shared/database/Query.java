package dev.kontor.shared.database;

import java.util.List;

/// One SQL text with the name that it carries into logs, metrics and the server's own views
/// (`pg_stat_activity` shows the comment it begins with). Immutable.
public final class Query {

    private final String name;
    private final String text;
    private final String sql;

    /// @param name `feature.operation`, such as `files.create`
    /// @param text says `<name>` where a fragment belongs
    /// @param fragments every one that the text uses
    /// @throws IllegalArgumentException naming the query and the fragment that is unknown or unused
    public Query(String name, String text, Fragment... fragments) {
        this(name, text, List.of(fragments), List.of());
    }

    Query(String name, String text, List<Fragment> required, List<Fragment> offered) {
        this.name = name;
        this.text = Fragment.fill(name, text, required, offered);
        this.sql = "/* " + name + " */ " + this.text;
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /// The text as it is sent: with the name before it, in a comment.
    public String sql() {
        return sql;
    }

    @Override
    public String toString() {
        return name;
    }
}
