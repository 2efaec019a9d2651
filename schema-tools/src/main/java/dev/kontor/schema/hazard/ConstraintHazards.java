package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Constraint;
import java.util.stream.Stream;

/// Constraints that make the server read every row while others wait.
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
        switch (now.kind()) {
            case "f" -> {
                if (now.isValidated() && step.existed(now.table())) {
                    found.add(Hazard.FOREIGN_KEY_VALIDATED_AT_ONCE, now.table(), now.name());
                    found.explain(now.referenced());
                }
            }
            case "c" -> {
                if (now.isValidated() && isOnExisting(now, step)) {
                    if (now.domain() == 0) {
                        found.add(Hazard.CHECK_VALIDATED_AT_ONCE, now.table(), now.name());
                    } else {
                        found.add(
                                Hazard.CHECK_VALIDATED_AT_ONCE,
                                step.after().objects().getOrDefault("type " + now.domain(), "?"),
                                now.name());
                        step.tables().forEach(table -> found.explain(table.id()));
                    }
                }
            }
            case "p", "u", "x" -> {
                if (step.existed(now.table()) && !step.before().relations().containsKey(now.index())) {
                    found.add(Hazard.CONSTRAINT_BUILDS_INDEX, now.table(), now.name());
                }
            }
            default -> {
                // Triggers of constraints, and not null, which the column tells.
            }
        }
    }

    private static boolean isOnExisting(Constraint now, ExecutedStatement step) {
        return now.domain() == 0
                ? step.scans(now.table()) > 0 && step.existed(now.table())
                : step.start().objects().containsKey("type " + now.domain());
    }

    private static void validated(Constraint now, ExecutedStatement step, FoundHazards found) {
        Stream.of(now.table(), now.referenced())
                .filter(step.lockedBefore()::contains)
                .findFirst()
                .ifPresent(table -> found.add(Hazard.VALIDATED_UNDER_LOCK, table, now.name()));
    }
}
