package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Changes objects that PostgreSQL replaces or extends in place: functions, triggers, rules, views,
/// sequences and comments.
record Replacements(Comparison comparison, ChangeList changes) {

    private static final Pattern VIEW = Pattern.compile("(?s)v (?<options>with \\([^)]*\\) )?(?<query>.*?);?");
    private static final Pattern STATE = Pattern.compile("\\) ([DRA])$");
    private static final Map<String, String> STATES =
            Map.of("", "enable", "D", "disable", "R", "enable replica", "A", "enable always");

    void replaceFunction(ObjectName function, String definition) {
        replace(function, definition).making(function.text());
    }

    void replaceTrigger(ObjectName trigger, String definition, String old) {
        var sql = Recreations.withoutState(definition);
        if (!sql.equals(Recreations.withoutState(old))) {
            replace(trigger, sql).locking(Set.of(trigger.table()));
        }
        if (!state(definition).equals(state(old))) {
            var action = "%s trigger %s".formatted(STATES.get(state(definition)), trigger.name());
            changes.alter(Stage.EXPAND, trigger, action).needing(trigger.text());
        }
    }

    private static String state(String trigger) {
        var state = STATE.matcher(trigger);
        return state.find() ? state.group(1) : "";
    }

    void replaceRule(ObjectName rule, String definition) {
        replace(rule, definition).locking(Set.of(rule.table()));
    }

    private PlannedChange replace(ObjectName object, String definition) {
        var source = comparison.sourceOf(object.text(), definition);
        var sql = source.replaceFirst("(?is)^create\\s+(or\\s+replace\\s+)?", "create or replace ")
                .replaceFirst(";$", "");
        return changes.add(Stage.EXPAND, object.text(), sql).making(object.text());
    }

    void replaceView(ObjectName object, String definition) {
        if (isView(definition)) {
            changes.add(Stage.EXPAND, object.text(), "create or replace " + view(object, definition))
                    .making(object.text());
        }
    }

    static boolean isView(String definition) {
        return VIEW.matcher(definition).matches();
    }

    /// What makes a view, after `create`, with the columns as PostgreSQL names them.
    static String view(ObjectName object, String definition) {
        var view = VIEW.matcher(definition);
        if (!view.matches()) {
            throw new IllegalArgumentException(definition);
        }
        var options = view.group("options") == null ? "" : view.group("options");
        return "view %s %sas%n%s".formatted(object.name(), options, view.group("query"));
    }

    /// A sequence that belongs to a column of a table is there before the column that counts by it.
    void createSequence(ObjectName sequence, String definition) {
        var settings = definition.substring("S ".length());
        var owner = settings.replaceFirst(".* owned by ", "");
        changes.add(
                        Stage.EXPAND,
                        sequence.text(),
                        "create sequence %s %s".formatted(sequence.name(), settings.replace(" owned by " + owner, "")))
                .making(sequence.text());
        if (!owner.equals("none")) {
            changes.add(
                            Stage.EXPAND,
                            sequence.text(),
                            "alter sequence %s owned by %s".formatted(sequence.name(), owner))
                    .needing(sequence.text(), "column " + owner);
        }
    }

    void changeSequence(ObjectName sequence, String definition) {
        changes.add(
                Stage.EXPAND,
                sequence.text(),
                "alter sequence %s %s".formatted(sequence.name(), definition.substring("S ".length())));
    }

    void comment(ObjectName comment, String text) {
        var value = text.isEmpty() ? "null" : "'" + text.replace("'", "''") + "'";
        changes.add(Stage.EXPAND, comment.text(), "%s is %s".formatted(comment.text(), value))
                .about("")
                .making(comment.text());
    }
}
