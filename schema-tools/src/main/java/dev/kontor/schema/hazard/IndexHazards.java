package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Constraint;
import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import java.util.stream.Collectors;

/// Finds indexes that are built, rebuilt or dropped while others wait for the table.
final class IndexHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        if (step.inTransaction()) {
            added(step, found);
        } else {
            replaced(step, found);
        }
        for (var old : step.before().relations().values()) {
            if (!old.isIndex() || !step.existed(old.id())) {
                continue;
            }
            var now = step.after().relations().get(old.id());
            if (now == null) {
                dropped(old, step, found);
            } else if (old.file() != now.file() && !step.isRewritten(old.table())) {
                found.add(Hazard.INDEX_REBUILT, old.table(), old.name());
            }
        }
    }

    private static void added(ExecutedStatement step, FoundHazards found) {
        var ofConstraints = step.after().constraints().values().stream()
                .map(Constraint::index)
                .collect(Collectors.toSet());
        for (var index : step.newIndexes().toList()) {
            var old = step.replaced(index);
            if (old.isPresent()) {
                madeAnew(old.get(), index, step, found);
            } else if (!ofConstraints.contains(index.id()) && step.isBuilt(index)) {
                found.add(Hazard.INDEX_NOT_CONCURRENTLY, index.table(), index.name(), Remedies.index(index, step));
                step.partitionsOf(index).forEach(found::explain);
            }
        }
    }

    /// Looks at an index that a change of a column's type made anew. PostgreSQL keeps its file where
    /// the order of the values stays.
    private static void madeAnew(Relation old, Relation now, ExecutedStatement step, FoundHazards found) {
        if (old.file() != now.file() && !step.isRewritten(now.table())) {
            found.add(Hazard.INDEX_REBUILT, now.table(), now.name(), Remedies.indexOfChangedType(now, step));
        }
    }

    /// Finds an index whose name was free only because another index was dropped for it.
    private static void replaced(ExecutedStatement step, FoundHazards found) {
        var relations = step.before().relations().values();
        var taken = relations.stream().map(Relation::name).collect(Collectors.toSet());
        var served = step.start().relations().values().stream()
                .filter(Relation::isIndex)
                .map(Relation::name)
                .filter(name -> !taken.contains(name))
                .collect(Collectors.toSet());
        step.newIndexes()
                .filter(index -> served.contains(index.name()))
                .forEach(index -> found.add(
                        Hazard.INDEX_REPLACED, index.table(), index.name(), Remedies.replacedIndex(index, step)));
    }

    /// An index that goes with its table, its column or its constraint is no finding: it cannot go
    /// otherwise.
    private static void dropped(Relation old, ExecutedStatement step, FoundHazards found) {
        var isPart = old.parent() != 0 && !step.after().relations().containsKey(old.parent());
        if (step.inTransaction() && !isPart && !isDroppedWithAnother(old, step)) {
            found.add(Hazard.INDEX_DROP_NOT_CONCURRENTLY, old.table(), old.name(), Remedies.droppedIndex(old));
        }
    }

    private static boolean isDroppedWithAnother(Relation old, ExecutedStatement step) {
        var after = step.after();
        return !after.relations().containsKey(old.table())
                || step.newIndexes().anyMatch(index -> index.name().equals(old.name()))
                || step.before().constraints().entrySet().stream()
                        .filter(constraint -> !after.constraints().containsKey(constraint.getKey()))
                        .anyMatch(constraint -> !constraint.getValue().kind().equals("f")
                                && constraint.getValue().index() == old.id())
                || step.before().columns().keySet().stream()
                        .filter(column -> column.table() == old.table())
                        .anyMatch(column -> step.columnBefore(column) != null && step.columnAfter(column) == null);
    }
}
