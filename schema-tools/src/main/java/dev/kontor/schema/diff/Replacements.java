package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Changes objects that PostgreSQL replaces or extends in place: functions, triggers, views and
/// enums.
record Replacements(Comparison comparison, ChangeList changes) {

    private static final Pattern VIEW = Pattern.compile("(?s)v (?<options>with \\([^)]*\\) )?(?<query>.*?);?");
    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");

    /// A function or a trigger.
    void replace(ObjectName object, String definition) {
        var source = comparison.sourceOf(object.text(), definition);
        var sql = source.replaceFirst("(?i)^create (or replace )?", "create or replace ");
        var locks = object.kind().equals("trigger") ? Set.of(object.table()) : Set.<String>of();
        changes.add(Stage.EXPAND, object.name(), sql, locks);
    }

    /// Does nothing for a table that is no view.
    void replaceView(ObjectName object, String definition) {
        var view = VIEW.matcher(definition);
        if (view.matches()) {
            var options = view.group("options") == null ? "" : view.group("options");
            var sql = "create or replace view %s %sas%n%s".formatted(object.name(), options, view.group("query"));
            changes.add(Stage.EXPAND, object.name(), sql);
        }
    }

    /// Adds the new labels of an enum, each after the one that it follows. PostgreSQL cannot take a
    /// label away.
    void addLabels(ObjectName type, String definition) {
        if (!definition.startsWith("enum ")) {
            return;
        }
        var known = labels(comparison.definitionBefore(type.text()));
        var position = "";
        for (var label : labels(definition)) {
            if (!known.contains(label)) {
                var sql = "alter type %s add value %s%s".formatted(type.name(), label, position);
                changes.add(Stage.EXPAND, type.name(), sql);
            }
            position = " after " + label;
        }
    }

    private static List<String> labels(String definition) {
        return LABEL.matcher(definition).results().map(MatchResult::group).toList();
    }
}
