package dev.kontor.shared.database;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One SQL text with the name that it carries into logs, metrics and the server's own views
/// (`pg_stat_activity` shows the comment it begins with). Its parameters have names: `:user_id`.
/// The database keeps its plan, made for no value in particular (decision 0003). Immutable.
public final class Query {

    /// A parameter; or a text or a cast, in which there is none.
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|::|:([a-z][a-z0-9_]*)");

    private final String name;
    private final String text;
    private final String sql;
    private final List<String> parameters;

    /// @param name `feature.operation`, such as `files.create`
    /// @param text says `<name>` where a fragment belongs
    /// @param fragments every one that the text uses
    /// @throws IllegalArgumentException naming the query and the fragment that is unknown or unused
    public Query(String name, String text, Fragment... fragments) {
        this(name, text, List.of(fragments), List.of());
    }

    Query(String name, String text, List<Fragment> required, List<Fragment> offered) {
        var found = new ArrayList<String>();
        this.name = name;
        this.text = Fragment.fill(name, text, required, offered);
        this.sql = "/* " + name + " */ " + positional(this.text, found);
        this.parameters = List.copyOf(found);
    }

    private static String positional(String text, List<String> found) {
        return PARAMETER.matcher(text).replaceAll(match -> {
            if (match.group(1) == null) {
                return Matcher.quoteReplacement(match.group());
            }
            found.add(match.group(1));
            return "?";
        });
    }

    public String name() {
        return name;
    }

    /// The text as it was written, fragments included.
    public String text() {
        return text;
    }

    /// The text as the driver takes it: with the name before it, in a comment, and `?` for each
    /// parameter.
    public String sql() {
        return sql;
    }

    /// The name of the parameter for each `?`, in their order.
    public List<String> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return name;
    }
}
