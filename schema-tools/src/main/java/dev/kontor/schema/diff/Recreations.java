package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The objects without rows that PostgreSQL cannot change in place, and those that use them. They are
/// dropped and made anew in one transaction, so that nobody misses them.
record Recreations(Comparison comparison, Set<String> objects) {

    private static final Set<String> WITHOUT_ROWS = Set.of("function", "trigger", "policy", "rule");
    private static final Set<String> ONLY_RECREATED = Set.of("policy", "statistics");

    /// @throws RefusedChangeException a column, a constraint or an index uses one of them
    static Recreations of(Comparison comparison) {
        var changed = comparison.there().stream()
                .filter(object -> comparison.isWanted(object) && comparison.differs(object))
                .map(ObjectName::of)
                .toList();
        var objects = changed.stream()
                .filter(object -> !isReplaceable(object, comparison))
                .map(ObjectName::text)
                .collect(Collectors.toCollection(TreeSet::new));
        var columns = changed.stream()
                .filter(object -> isRetyped(object, comparison))
                .map(ObjectName::text)
                .collect(Collectors.toSet());
        var all = new HashSet<>(objects);
        all.addAll(columns);
        while (all.addAll(users(all, comparison))) {
            // Users have users.
        }
        refuseUsesInTables(all, columns, comparison);
        all.removeAll(columns);
        return new Recreations(comparison, new TreeSet<>(all));
    }

    private static boolean isReplaceable(ObjectName object, Comparison comparison) {
        var old = comparison.definitionBefore(object.text());
        var now = comparison.definition(object.text());
        return switch (object.kind()) {
            case "table" -> isReplaceableView(object.text(), old, now, comparison);
            case "function" -> now.startsWith("aggregate ") || FunctionHeader.allowsReplacement(old, now);
            case "trigger" -> !(old + now).contains("CREATE CONSTRAINT TRIGGER") || sameTrigger(old, now);
            default -> !ONLY_RECREATED.contains(object.kind());
        };
    }

    /// Whether only the trigger's state differs, which is a letter at the end.
    private static boolean sameTrigger(String old, String now) {
        return withoutState(old).equals(withoutState(now));
    }

    static String withoutState(String trigger) {
        return trigger.replaceFirst("\\) [DRA]$", ")");
    }

    private static boolean isReplaceableView(String view, String old, String now, Comparison comparison) {
        if (old.startsWith("m") && now.startsWith("m")) {
            return TableChanges.canChange(old, now);
        }
        if (!old.startsWith("v") || !now.startsWith("v")) {
            return true;
        }
        var columns = comparison.from().columnsOfView(view);
        var wanted = comparison.target().schema().columnsOfView(view);
        return wanted.size() >= columns.size()
                && wanted.subList(0, columns.size()).equals(columns);
    }

    private static boolean isRetyped(ObjectName object, Comparison comparison) {
        if (!object.kind().equals("column") || comparison.isOfView(object)) {
            return false;
        }
        var old = ColumnDefinition.of(comparison.definitionBefore(object.text()));
        var now = ColumnDefinition.of(comparison.definition(object.text()));
        return !old.type().equals(now.type()) || ColumnChanges.isReplaced(old, now);
    }

    private static Set<String> users(Set<String> used, Comparison comparison) {
        return comparison.there().stream()
                .filter(object -> isWithoutRows(object, comparison))
                .filter(object -> comparison.neededBefore(object).stream().anyMatch(used::contains))
                .collect(Collectors.toSet());
    }

    private static boolean isWithoutRows(String object, Comparison comparison) {
        var kind = ObjectName.of(object).kind();
        return WITHOUT_ROWS.contains(kind) || (kind.equals("table") && comparison.isView(object));
    }

    private static void refuseUsesInTables(Set<String> all, Set<String> columns, Comparison comparison) {
        for (var object : comparison.there()) {
            var kind = ObjectName.of(object).kind();
            var isOfTable = kind.equals("column") || kind.equals("constraint") || kind.equals("index");
            if (!isOfTable || all.contains("table " + comparison.tableOfIndex(object))) {
                continue;
            }
            for (var used : comparison.neededBefore(object)) {
                if (all.contains(used) && !columns.contains(used) && comparison.isWanted(object)) {
                    throw RefusedChangeException.inUse(used, object);
                }
            }
        }
    }

    void drop(ChangeList changes) {
        for (var text : objects) {
            var object = ObjectName.of(text);
            var sql = DropStatements.of(object, comparison.definitionBefore(text));
            var change = changes.add(Stage.EXPAND, text, sql).dropping(text);
            if (!object.table().isEmpty() && !comparison.isView("table " + object.table())) {
                change.locking(Set.of(object.table()));
            }
        }
    }

    /// The objects of the database that are gone then, with what hangs on them.
    Set<String> gone() {
        var gone = new HashSet<>(objects);
        for (var object : comparison.there()) {
            var name = ObjectName.of(object);
            if (objects.contains("table " + name.table())
                    || objects.contains("table " + comparison.tableOfIndex(object))) {
                gone.add(object);
            }
        }
        gone.addAll(goneWithReplacedColumns());
        comparison.there().stream()
                .filter(object -> gone.contains(ObjectName.of(object).attachedTo()) || isOnReplaced(object))
                .toList()
                .forEach(gone::add);
        return gone;
    }

    /// PostgreSQL drops these with a column that is added anew.
    private Set<String> goneWithReplacedColumns() {
        return comparison.there().stream()
                .filter(object -> ObjectName.of(object).kind().matches("index|constraint|statistics"))
                .filter(object -> comparison.neededBefore(object).stream().anyMatch(this::isReplaced))
                .collect(Collectors.toSet());
    }

    /// Whether it is the settings of such a column, a comment on it or a grant.
    private boolean isOnReplaced(String object) {
        return isReplaced(ObjectName.of(object).attachedTo())
                || (object.startsWith("settings ") && isReplaced(object.replaceFirst("^settings ", "column ")));
    }

    private boolean isReplaced(String object) {
        if (!object.startsWith("column ") || !comparison.isThere(object) || !comparison.isWanted(object)) {
            return false;
        }
        var column = ObjectName.of(object);
        return !comparison.isOfView(column)
                && ColumnChanges.isReplaced(
                        ColumnDefinition.of(comparison.definitionBefore(object)),
                        ColumnDefinition.of(comparison.definition(object)));
    }
}
