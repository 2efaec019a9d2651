package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

/// Drops the objects that `schema/` does not have.
record Drops(Comparison comparison, ChangeList changes) {

    void drop() {
        comparison.from().objects().keySet().stream()
                .filter(object -> !comparison.isWanted(object))
                .map(ObjectName::of)
                .sorted(Comparator.comparingInt(this::rank))
                .forEach(this::drop);
    }

    /// Objects that depend on others go before them.
    private int rank(ObjectName object) {
        return switch (object.kind()) {
            case "table" -> rankOfRelation(object);
            case "function" -> definition(object).startsWith("aggregate ") ? 4 : 5;
            case "type", "extension" -> 6;
            default -> 1;
        };
    }

    private int rankOfRelation(ObjectName relation) {
        if (comparison.isView(relation.text())) {
            return 0;
        }
        return definition(relation).startsWith("S") ? 3 : 2;
    }

    private void drop(ObjectName object) {
        switch (object.kind()) {
            case "table" -> dropRelation(object);
            case "column" -> dropColumn(object);
            case "constraint" -> dropConstraint(object);
            case "index" -> dropIndex(object);
            case "trigger", "policy" -> dropFromTable(object);
            // The catalog calls procedures and aggregates functions, too.
            case "function" -> dropByName("routine", object);
            case "type", "extension" -> dropByName(object.kind(), object);
            default -> {
                // Grants go with their table. The final comparison reports what is left.
            }
        }
    }

    private void dropRelation(ObjectName relation) {
        switch (definition(relation).charAt(0)) {
            case 'v' -> dropByName("view", relation);
            case 'm' -> dropByName("materialized view", relation);
            // A sequence may have gone with its column.
            case 'S' -> dropByName("sequence if exists", relation);
            case 'f' -> dropByName("foreign table", relation);
            default -> {
                var sql = "drop table " + relation.name();
                changes.add(Stage.CONTRACT, relation.name(), sql, Set.of(relation.name()));
            }
        }
    }

    private void dropByName(String kind, ObjectName object) {
        changes.add(Stage.CONTRACT, object.name(), "drop %s %s".formatted(kind, object.name()));
    }

    private void dropColumn(ObjectName column) {
        if (tableStays(column) && !comparison.isOfView(column)) {
            changes.alter(Stage.CONTRACT, column.table(), "drop column " + column.name());
        }
    }

    private void dropConstraint(ObjectName constraint) {
        if (tableStays(constraint) && !goesWithAColumn(constraint, constraint.table())) {
            // A constraint with an index goes once the index that replaces it is there.
            var hasIndex = comparison.isThere("index " + constraint.name());
            var stage = hasIndex ? Stage.USE_INDEX : Stage.EXPAND;
            changes.alter(stage, constraint.table(), "drop constraint " + constraint.name());
        }
    }

    private void dropIndex(ObjectName index) {
        var table = comparison.tableOfIndex(index.text());
        if (comparison.isWanted("table " + table)
                && !Comparison.isOfConstraint(index, comparison.from())
                && !goesWithAColumn(index, table)) {
            changes.add(Stage.INDEX, index.name(), "drop index concurrently if exists " + index.name());
        }
    }

    private void dropFromTable(ObjectName object) {
        if (tableStays(object)) {
            var sql = "drop %s %s on %s".formatted(object.kind(), object.name(), object.table());
            changes.add(Stage.CONTRACT, object.name(), sql, Set.of(object.table()));
        }
    }

    private boolean tableStays(ObjectName object) {
        return comparison.isWanted("table " + object.table());
    }

    /// PostgreSQL drops a column together with the constraints and indexes that name it.
    private boolean goesWithAColumn(ObjectName object, String table) {
        var definition = definition(object);
        return comparison.from().objects().keySet().stream()
                .filter(each -> each.startsWith("column ") && !comparison.isWanted(each))
                .map(ObjectName::of)
                .filter(column -> column.table().equals(table))
                .anyMatch(column -> names(definition, column.name()));
    }

    private static boolean names(String definition, String column) {
        return Pattern.compile("\\b" + Pattern.quote(column) + "\\b")
                .matcher(definition)
                .find();
    }

    private String definition(ObjectName object) {
        return comparison.definitionBefore(object.text());
    }
}
