package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import dev.kontor.schema.diff.Target.Made;
import java.util.HashSet;
import java.util.Set;

/// Copies the statements of `schema/` that make only new objects.
record NewObjects(Comparison comparison, ChangeList changes) {

    /// Copies each statement as it stands, unless it would make others wait for a table that is
    /// there.
    ///
    /// @return the objects that the copied statements make
    Set<String> copy() {
        var copied = new HashSet<String>();
        for (var made : comparison.target().statements()) {
            if (isMissing(made) && made.added().stream().noneMatch(this::makesOthersWait)) {
                changes.add(Stage.EXPAND, subject(made), made.statement().text(), lockedTables(made));
                copied.addAll(made.added());
            }
        }
        return copied;
    }

    private boolean isMissing(Made made) {
        if (made.isGrant()) {
            return made.added().stream().anyMatch(comparison::differs)
                    || made.changed().stream().anyMatch(comparison::differs);
        }
        return !made.added().isEmpty() && made.added().stream().noneMatch(comparison::isThere);
    }

    private static String subject(Made made) {
        return made.added().stream()
                .filter(object -> object.startsWith("table "))
                .findFirst()
                .map(object -> ObjectName.of(object).name())
                .orElse("");
    }

    /// The tables that were there before: foreign keys lock what they refer to, triggers and
    /// policies lock their table.
    private Set<String> lockedTables(Made made) {
        var tables = new HashSet<String>();
        for (var object : made.added()) {
            tables.addAll(ConstraintChanges.referencedTables(comparison.definition(object)));
            if (object.startsWith("trigger ") || object.startsWith("policy ")) {
                tables.add(ObjectName.of(object).table());
            }
        }
        tables.removeIf(table -> !comparison.isThere("table " + table));
        return tables;
    }

    private boolean makesOthersWait(String object) {
        var name = ObjectName.of(object);
        return switch (name.kind()) {
            case "column", "constraint" -> comparison.isThere("table " + name.table());
            case "index" -> comparison.isThere("table " + comparison.tableOfIndex(object));
            default -> false;
        };
    }
}
