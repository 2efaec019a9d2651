package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import java.util.List;
import java.util.Set;

/// Finds the statements that lead from the catalog of a database to `schema/`. For one use.
public final class SchemaDiff {

    private final Comparison comparison;
    private final ChangeList changes = new ChangeList();
    private final ColumnChanges columns;
    private final ConstraintChanges constraints;
    private final IndexChanges indexes;
    private final Replacements replacements;

    private SchemaDiff(Comparison comparison) {
        this.comparison = comparison;
        this.columns = new ColumnChanges(comparison, changes);
        this.indexes = new IndexChanges(comparison, changes);
        this.constraints = new ConstraintChanges(comparison, changes, indexes);
        this.replacements = new Replacements(comparison, changes);
    }

    /// The changes, in the order to apply them in.
    ///
    /// @param mayFail whether to try what works only as long as a table is empty
    /// @throws RefusedChangeException no safe way can be written without asking
    public static List<SchemaChange> between(Catalog from, Target target, boolean mayFail) {
        return new SchemaDiff(new Comparison(from, target, mayFail)).find();
    }

    private List<SchemaChange> find() {
        var copied = new NewObjects(comparison, changes).copy();
        alterObjects(copied);
        new Drops(comparison, changes).drop();
        return changes.inOrder();
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
        var isThere = comparison.isThere(object.text());
        switch (object.kind()) {
            case "column" -> alterColumn(object, now, isThere);
            case "constraint" -> constraints.change(object, now, isThere);
            case "index" -> indexes.change(object, now, isThere);
            case "function", "trigger" -> replacements.replace(object, now);
            case "table" -> replacements.replaceView(object, now);
            case "type" -> replacements.addLabels(object, now);
            default -> {
                // Grants are copied or taken away. The final comparison reports what is left.
            }
        }
    }

    private void alterColumn(ObjectName column, String now, boolean isThere) {
        var definition = ColumnDefinition.of(now);
        if (isThere) {
            var old = ColumnDefinition.of(comparison.definitionBefore(column.text()));
            columns.change(column, old, definition);
        } else {
            columns.add(column, definition);
        }
    }
}
