package dev.kontor.schema.catalog;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The parts of the name that [dev.kontor.migrations.catalog.Catalog] gives an object. Names are
/// quoted where SQL needs that.
///
/// @param text the whole, such as `column files.size`
/// @param kind such as `column`
/// @param table the part before the point where the object belongs to a table or type; otherwise empty
/// @param name such as `size`
public record ObjectName(String text, String kind, String table, String name) {

    /// In bytes. PostgreSQL cuts what is longer.
    private static final int LONGEST = 63;

    /// A pattern for a name as SQL has it.
    public static final String IDENTIFIER = "(?:\"(?:[^\"]|\"\")+\"|[^\\W\\d]\\w*)";

    private static final Pattern OF_TABLE = Pattern.compile("(" + IDENTIFIER + ")\\.(.*)", Pattern.DOTALL);
    private static final Pattern GRANT = Pattern.compile("grant on (.*) to " + IDENTIFIER, Pattern.DOTALL);
    private static final Pattern ON_TABLE =
            Pattern.compile("(constraint|trigger|policy|rule) (" + IDENTIFIER + ") on (?:domain )?(.*)");
    private static final Pattern RELATION =
            Pattern.compile("(?:foreign table|materialized view|view|sequence) (.*)", Pattern.DOTALL);
    private static final Pattern ROUTINE = Pattern.compile("(?:procedure|aggregate) (.*)", Pattern.DOTALL);

    public static ObjectName of(String text) {
        var kind = text.substring(0, text.indexOf(' '));
        var name = text.substring(kind.length() + 1);
        return switch (kind) {
            case "column", "settings", "constraint", "trigger", "rule", "policy", "attribute" -> {
                var parts = OF_TABLE.matcher(name);
                if (!parts.matches()) {
                    throw new IllegalArgumentException(text);
                }
                yield new ObjectName(text, kind, parts.group(1), parts.group(2));
            }
            default -> new ObjectName(text, kind, "", name);
        };
    }

    /// A new name as SQL takes it, cut to the length that PostgreSQL keeps; another like it where that
    /// is taken.
    public static String free(String name, Predicate<String> isTaken) {
        var number = 1;
        var free = quoted(name, "");
        while (isTaken.test(free)) {
            number++;
            free = quoted(name, "_" + number);
        }
        return free;
    }

    private static String quoted(String name, String suffix) {
        var start = name;
        while ((start + suffix).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            start = start.substring(0, start.length() - 1);
        }
        var whole = start + suffix;
        return whole.matches("[a-z_][a-z0-9_]*") ? whole : "\"" + whole.replace("\"", "\"\"") + "\"";
    }

    /// Whether it is a grant or a comment, which goes with its object.
    public boolean isAttached() {
        return kind.equals("grant") || kind.equals("comment");
    }

    /// The object that a grant or a comment is on, as the catalog names it; empty for another object,
    /// and for a grant on a schema or by default.
    public String attachedTo() {
        var grant = GRANT.matcher(text);
        if (grant.matches()) {
            var object = grant.group(1);
            return object.startsWith("schema ") || object.startsWith("default ") ? "" : object;
        }
        return kind.equals("comment") ? commented(name.substring("on ".length())) : "";
    }

    private static String commented(String object) {
        var onTable = ON_TABLE.matcher(object);
        if (onTable.matches()) {
            return "%s %s.%s".formatted(onTable.group(1), onTable.group(3), onTable.group(2));
        }
        return ROUTINE.matcher(RELATION.matcher(object).replaceFirst("table $1"))
                .replaceFirst("function $1");
    }
}
