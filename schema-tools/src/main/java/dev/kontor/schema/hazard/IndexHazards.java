package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Constraint;
import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import java.util.stream.Collectors;

/// Indexes of tables that others use: built, built anew, or dropped while they wait.
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
            } else if (old.file() != now.file() && !isOfARewrittenTable(old, step)) {
                found.add(Hazard.INDEX_REBUILT, old.table(), old.name());
            }
        }
    }

    private static void added(ExecutedStatement step, FoundHazards found) {
        var ofConstraints = step.after().constraints().values().stream()
                .map(Constraint::index)
                .collect(Collectors.toSet());
        step.after().relations().values().stream()
                .filter(index -> index.isIndex() && step.existed(index.table()))
                .filter(index -> !step.before().relations().containsKey(index.id()))
                .filter(index -> !ofConstraints.contains(index.id()))
                .forEach(index -> found.add(Hazard.INDEX_NOT_CONCURRENTLY, index.table(), index.name()));
    }

    /// Under a name that was free only because another index was dropped for it.
    private static void replaced(ExecutedStatement step, FoundHazards found) {
        var taken =
                step.before().relations().values().stream().map(Relation::name).collect(Collectors.toSet());
        var served = step.start().relations().values().stream()
                .filter(Relation::isIndex)
                .map(Relation::name)
                .filter(name -> !taken.contains(name))
                .collect(Collectors.toSet());
        step.after().relations().values().stream()
                .filter(index -> index.isIndex() && step.existed(index.table()))
                .filter(index -> served.contains(index.name()))
                .filter(index -> !step.before().relations().containsKey(index.id()))
                .forEach(index -> found.add(Hazard.INDEX_REPLACED, index.table(), index.name()));
    }

    /// One that goes with its column or its constraint cannot go otherwise.
    private static void dropped(Relation old, ExecutedStatement step, FoundHazards found) {
        if (step.inTransaction() && step.statement().startsWith("drop", "index")) {
            found.add(Hazard.INDEX_DROP_NOT_CONCURRENTLY, old.table(), old.name());
        }
    }

    private static boolean isOfARewrittenTable(Relation index, ExecutedStatement step) {
        var old = step.before().relations().get(index.table());
        var now = step.after().relations().get(index.table());
        return old == null || now == null || old.file() != now.file();
    }
}
