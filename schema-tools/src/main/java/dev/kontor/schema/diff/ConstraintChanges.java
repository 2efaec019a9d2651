package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Adds constraints to tables that are there, and changes them.
record ConstraintChanges(Comparison comparison, ChangeList changes, IndexChanges indexes) {

    private static final Pattern REFERENCES = Pattern.compile("REFERENCES (\\w+)\\(");

    /// @param isThere whether the table has a constraint of that name, with another definition
    /// @throws RefusedChangeException the constraint has an index that serves queries
    void change(ObjectName constraint, String definition, boolean isThere) {
        var table = constraint.table();
        var name = constraint.name();
        var index = comparison.definition("index " + name);
        if (isThere) {
            if (!index.isEmpty()) {
                indexes.refuseToReplace(name);
            }
            changes.alter(Stage.EXPAND, table, "drop constraint " + name);
        }
        if (index.isEmpty()) {
            addNotValid(table, name, definition);
        } else if (definition.startsWith("UNIQUE")) {
            addWithIndex(table, name, "unique", index);
        } else if (definition.startsWith("PRIMARY KEY")) {
            addWithIndex(table, name, "primary key", index);
        } else {
            changes.alter(Stage.EXPAND, table, "add constraint %s %s".formatted(name, definition));
        }
    }

    private void addNotValid(String table, String name, String definition) {
        var locks = new HashSet<>(referencedTables(definition));
        locks.add(table);
        locks.removeIf(each -> !comparison.isThere("table " + each));
        var sql = "alter table %s add constraint %s %s not valid".formatted(table, name, definition);
        changes.add(Stage.EXPAND, table, sql, locks);
        validate(changes, table, name);
    }

    private void addWithIndex(String table, String name, String kind, String index) {
        indexes.build(name, index);
        changes.alter(Stage.USE_INDEX, table, "add constraint %s %s using index %s".formatted(name, kind, name));
    }

    /// Adds the statement that reads the rows. It lets reads and writes go on.
    static void validate(ChangeList changes, String table, String constraint) {
        changes.add(Stage.VALIDATE, table, "alter table %s validate constraint %s".formatted(table, constraint));
    }

    /// The tables that the foreign keys of a definition refer to.
    static Set<String> referencedTables(String definition) {
        return REFERENCES
                .matcher(definition)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
