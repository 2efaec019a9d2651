package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Drops the objects that `schema/` does not have.
record Drops(
        Comparison comparison,
        ChangeList changes,
        ColumnChanges columns,
        TableChanges tables,
        Replacements replacements) {

    void drop() {
        var going = comparison.there().stream()
                .filter(object -> !comparison.isWanted(object))
                .map(ObjectName::of)
                .sorted(Comparator.comparingInt(this::rank))
                .toList();
        going.forEach(this::drop);
    }

    /// Where nothing else decides, views go first, and types last.
    private int rank(ObjectName object) {
        return switch (object.kind()) {
            case "table" -> comparison.isView(object.text()) ? 0 : 2;
            case "function" -> 3;
            case "type", "extension", "collation" -> 4;
            default -> 1;
        };
    }

    private void drop(ObjectName object) {
        switch (object.kind()) {
            case "table" -> dropRelation(object);
            case "column" -> dropColumn(object);
            case "settings" -> dropSettings(object);
            case "constraint" -> dropConstraint(object);
            case "index" -> dropIndex(object);
            case "trigger", "policy", "rule" -> dropFromTable(object);
            case "attribute" -> dropAttribute(object);
            case "statistics" -> drop(Stage.EXPAND, object);
            case "function" -> dropFunction(object);
            case "type", "extension", "collation" -> drop(Stage.CONTRACT, object);
            case "comment" -> dropComment(object);
            default -> {
                // Grants are taken away by themselves. The final comparison reports what is left.
            }
        }
    }

    private PlannedChange drop(Stage stage, ObjectName object) {
        return changes.add(stage, object.text(), DropStatements.of(object, definition(object)))
                .dropping(object.text());
    }

    /// What calls a function may read the same with another one of its name, and still use this one.
    private void dropFunction(ObjectName function) {
        comparison
                .usersBefore(function.text())
                .filter(user -> comparison.isWanted(user) && !comparison.differs(user))
                .findFirst()
                .ifPresent(user -> {
                    throw new RefusedChangeException(
                            "the %s cannot go while the %s uses it, which reads the same in schema/: give the new function another name"
                                    .formatted(function.text(), user));
                });
        drop(Stage.CONTRACT, function);
    }

    private void dropRelation(ObjectName relation) {
        var change = drop(Stage.CONTRACT, relation);
        if (comparison.isView(relation.text()) || definition(relation).startsWith("S")) {
            return;
        }
        change.dropping(columnsOf(relation.name()))
                .locking(Set.of(relation.name()))
                .locking(referencedBy(relation.name()))
                .making(gone(relation));
        for (var key : foreignKeysTo(relation.name())) {
            var other = ObjectName.of("table " + key.table());
            if (comparison.isWanted(other.text())) {
                continue;
            }
            if (reaches(relation.name(), other.name(), new HashSet<>())) {
                // Of tables that refer to each other, none can go before the foreign keys between them.
                dropConstraint(Stage.CONTRACT, key, Set.of(other.name(), relation.name()))
                        .making(gone(key));
                change.needing(gone(key));
            } else {
                change.needing(gone(other));
            }
        }
    }

    private String[] columnsOf(String table) {
        return comparison.there().stream()
                .filter(object -> object.startsWith("column " + table + "."))
                .toArray(String[]::new);
    }

    /// What stands for an object that was dropped.
    private static String gone(ObjectName object) {
        return "gone " + object.text();
    }

    /// The tables that the foreign keys of a table refer to.
    private Set<String> referencedBy(String table) {
        return constraintsOf(table).stream()
                .flatMap(constraint -> ConstraintChanges.referencedTables(definition(constraint)).stream())
                .collect(Collectors.toSet());
    }

    private List<ObjectName> constraintsOf(String table) {
        return comparison.there().stream()
                .filter(object -> object.startsWith("constraint " + table + "."))
                .map(ObjectName::of)
                .toList();
    }

    /// The foreign keys of other tables that refer to this one.
    private List<ObjectName> foreignKeysTo(String table) {
        return comparison.there().stream()
                .filter(object -> object.startsWith("constraint "))
                .map(ObjectName::of)
                .filter(constraint -> !constraint.table().equals(table))
                .filter(constraint -> ConstraintChanges.referencedTables(definition(constraint))
                        .contains(table))
                .toList();
    }

    /// Whether foreign keys lead from the one table to the other.
    private boolean reaches(String from, String to, Set<String> seen) {
        return from.equals(to)
                || (seen.add(from) && referencedBy(from).stream().anyMatch(next -> reaches(next, to, seen)));
    }

    /// A column that is not wanted may also have become as that of the table that it is inherited from.
    private void dropColumn(ObjectName column) {
        var inherited = comparison.inherited(column);
        if (!inherited.isEmpty()) {
            columns.change(
                    column,
                    ColumnDefinition.of(comparison.columnBefore(column)),
                    ColumnDefinition.of(comparison.definition(inherited)));
        } else if (tableStays(column) && !comparison.isOfView(column)) {
            changes.alter(Stage.CONTRACT, column, "drop column " + column.name())
                    .dropping(column.text());
        }
    }

    private void dropSettings(ObjectName settings) {
        if (comparison.isWanted("column %s.%s".formatted(settings.table(), settings.name()))) {
            tables.changeSettings(settings, "", definition(settings));
        }
    }

    private void dropConstraint(ObjectName constraint) {
        if (comparison.isWanted("type " + constraint.table())) {
            changes.add(
                            Stage.EXPAND,
                            constraint.text(),
                            "alter domain %s drop constraint %s".formatted(constraint.table(), constraint.name()))
                    .dropping(constraint.text());
        } else if (tableStays(constraint) && !goesWithAColumn(constraint, constraint.table())) {
            // A constraint with an index goes once the index that replaces it is there.
            var hasIndex = comparison.isThere("index " + constraint.name());
            var locks = new HashSet<>(ConstraintChanges.referencedTables(definition(constraint)));
            locks.add(constraint.table());
            dropConstraint(hasIndex ? Stage.USE_INDEX : Stage.EXPAND, constraint, locks);
        }
    }

    private PlannedChange dropConstraint(Stage stage, ObjectName constraint, Set<String> locks) {
        return changes.alter(stage, constraint, "drop constraint " + constraint.name())
                .locking(locks)
                .dropping(constraint.text());
    }

    private void dropIndex(ObjectName index) {
        var table = comparison.tableOfIndex(index.text());
        if (!comparison.isWanted("table " + table)
                || comparison.isOfConstraint(index, comparison.from())
                || goesWithAColumn(index, table)) {
            return;
        }
        if (comparison.mayFail() || comparison.isPartitioned(table)) {
            changes.add(Stage.CONTRACT, index.text(), "drop index " + index.name())
                    .locking(Set.of(table))
                    .dropping(index.text());
        } else {
            changes.add(Stage.INDEX, index.text(), "drop index concurrently if exists " + index.name())
                    .dropping(index.text());
        }
    }

    private void dropFromTable(ObjectName object) {
        if (tableStays(object)) {
            drop(Stage.CONTRACT, object)
                    .about(CatalogSnapshot.unquoted(object.name()))
                    .locking(Set.of(object.table()));
        }
    }

    private void dropAttribute(ObjectName attribute) {
        if (comparison.isWanted("type " + attribute.table())) {
            var sql = "alter type %s drop attribute %s".formatted(attribute.table(), attribute.name());
            changes.add(Stage.CONTRACT, attribute.text(), sql).dropping(attribute.text());
        }
    }

    private void dropComment(ObjectName comment) {
        if (comparison.isWanted(comment.attachedTo())) {
            replacements.comment(comment, "");
        }
    }

    private boolean tableStays(ObjectName object) {
        return comparison.isWanted("table " + object.table());
    }

    /// PostgreSQL drops a column together with the constraints and indexes that name it.
    private boolean goesWithAColumn(ObjectName object, String table) {
        return comparison.neededBefore(object.text()).stream()
                .anyMatch(needed -> needed.startsWith("column " + table + ".") && !comparison.isWanted(needed));
    }

    private String definition(ObjectName object) {
        return comparison.definitionBefore(object.text());
    }
}
