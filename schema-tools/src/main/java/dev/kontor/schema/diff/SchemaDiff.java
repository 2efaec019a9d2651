package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import java.util.List;
import java.util.Set;

/// Finds the statements that lead from the catalog of a database to `schema/`. For one use.
public final class SchemaDiff {

    private final Comparison comparison;
    private final ChangeList changes;
    private final ColumnChanges columns;
    private final ConstraintChanges constraints;
    private final IndexChanges indexes;
    private final TableChanges tables;
    private final TypeChanges types;
    private final Replacements replacements;

    private SchemaDiff(Comparison comparison, ChangeList changes) {
        this.comparison = comparison;
        this.changes = changes;
        this.columns = new ColumnChanges(comparison, changes);
        this.indexes = new IndexChanges(comparison, changes);
        this.constraints = new ConstraintChanges(comparison, changes, indexes);
        this.tables = new TableChanges(comparison, changes);
        this.types = new TypeChanges(comparison, changes);
        this.replacements = new Replacements(comparison, changes);
    }

    /// The changes, in the order to apply them in.
    ///
    /// @param mayFail whether to try what works only as long as a table is empty, and without regard
    ///   to who waits
    /// @throws RefusedChangeException no safe way can be written without asking
    public static List<SchemaChange> between(DatabaseSchema from, Target target, boolean mayFail) {
        var whole = new Comparison(from, target, mayFail);
        var recreations = Recreations.of(whole);
        var rest = new Comparison(from.without(recreations.gone()), target, mayFail);
        var changes = new ChangeList(rest);
        recreations.drop(changes);
        return new SchemaDiff(rest, changes).find();
    }

    private List<SchemaChange> find() {
        var copied = new NewObjects(comparison, changes).copy();
        alterObjects(copied);
        takeAwayGrants();
        new Drops(comparison, changes, columns, tables, replacements).drop();
        return changes.inOrder();
    }

    private void takeAwayGrants() {
        var grants = new GrantChanges(comparison, changes);
        comparison.there().stream()
                .filter(object -> object.startsWith("grant "))
                .filter(object -> comparison.differs(object))
                .forEach(object -> grants.revoke(
                        ObjectName.of(object), comparison.definition(object), comparison.definitionBefore(object)));
    }

    private void alterObjects(Set<String> copied) {
        comparison.wanted().stream()
                .filter(object -> !copied.contains(object) && comparison.differs(object))
                .map(ObjectName::of)
                .filter(object -> !comparison.isOfView(object))
                .forEach(this::alter);
    }

    private void alter(ObjectName object) {
        var now = comparison.definition(object.text());
        var old = comparison.definitionBefore(object.text());
        switch (object.kind()) {
            case "column" -> alterColumn(object, now);
            case "settings" -> tables.changeSettings(object, now, old);
            case "constraint" -> constraints.change(object, now, old);
            case "index" -> indexes.change(object, now, old);
            case "function" -> replacements.replaceFunction(object, now);
            case "trigger" -> replacements.replaceTrigger(object, now, old);
            case "rule" -> replacements.replaceRule(object, now);
            case "table" -> alterRelation(object, now, old);
            case "type" -> types.change(object, now, old);
            case "attribute" -> types.changeAttribute(object, now, old);
            case "comment" -> replacements.comment(object, now);
            default -> {
                // Grants are copied and taken away by themselves. The final comparison reports what is left.
            }
        }
    }

    private void alterRelation(ObjectName relation, String now, String old) {
        switch (now.charAt(0)) {
            case 'v' -> replacements.replaceView(relation, now);
            case 'S' -> {
                if (old.isEmpty()) {
                    replacements.createSequence(relation, now);
                } else {
                    replacements.changeSequence(relation, now);
                }
            }
            default -> tables.change(relation, now, old);
        }
    }

    private void alterColumn(ObjectName column, String now) {
        var old = comparison.columnBefore(column);
        var definition = ColumnDefinition.of(now);
        if (old.isEmpty()) {
            columns.add(column, definition);
        } else {
            columns.change(column, ColumnDefinition.of(old), definition);
        }
    }
}
