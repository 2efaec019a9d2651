package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Constraint;
import java.util.stream.Stream;

/// Finds constraints that make the server read every row while others wait.
final class ConstraintHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        step.after().constraints().forEach((id, now) -> {
            var old = step.before().constraints().get(id);
            if (old == null) {
                added(now, step, found);
            } else if (!old.isValidated() && now.isValidated()) {
                validated(now, step, found);
            }
        });
    }

    private static void added(Constraint now, ExecutedStatement step, FoundHazards found) {
        // LockHazards finds the rows that are read for a constraint which a change of a type makes anew.
        var isNew = step.replaced(now).isEmpty();
        switch (now.kind()) {
            case "f" -> {
                if (isNew && now.isValidated() && step.existed(now.table())) {
                    found.add(
                            Hazard.FOREIGN_KEY_VALIDATED_AT_ONCE,
                            now.table(),
                            now.name(),
                            Remedies.notValidAtFirst(now, step));
                    found.explain(now.referenced());
                }
            }
            case "c" -> {
                if (isNew && now.isValidated() && isOnExisting(now, step)) {
                    checkValidated(now, step, found);
                }
            }
            case "p", "u", "x" -> {
                var index = step.newIndexes()
                        .filter(each -> each.id() == now.index() && step.isBuilt(each))
                        .findFirst();
                if (isNew && index.isPresent()) {
                    found.add(
                            Hazard.CONSTRAINT_BUILDS_INDEX,
                            now.table(),
                            now.name(),
                            Remedies.constraintWithIndex(now, step));
                    step.partitionsOf(index.get()).forEach(found::explain);
                }
            }
            default -> {
                // Constraint triggers read no rows. ColumnHazards finds a new not null.
            }
        }
    }

    private static void checkValidated(Constraint now, ExecutedStatement step, FoundHazards found) {
        var remedy = Remedies.notValidAtFirst(now, step);
        if (now.domain() == 0) {
            found.add(Hazard.CHECK_VALIDATED_AT_ONCE, now.table(), now.name(), remedy);
        } else {
            var domain = step.after().objects().getOrDefault("type " + now.domain(), "?");
            found.add(Hazard.CHECK_VALIDATED_AT_ONCE, domain, now.name(), remedy);
            step.tables().forEach(table -> found.explain(table.id()));
        }
    }

    private static boolean isOnExisting(Constraint now, ExecutedStatement step) {
        return now.domain() == 0
                ? step.scans(now.table()) > 0 && step.existed(now.table())
                : step.start().objects().containsKey("type " + now.domain());
    }

    private static void validated(Constraint now, ExecutedStatement step, FoundHazards found) {
        Stream.of(now.table(), now.referenced())
                .filter(table -> step.lockedBefore().contains(step.start().root(table)))
                .findFirst()
                .ifPresent(table -> found.add(Hazard.VALIDATED_UNDER_LOCK, table, now.name()));
    }
}
