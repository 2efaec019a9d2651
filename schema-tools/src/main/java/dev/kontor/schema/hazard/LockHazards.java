package dev.kontor.schema.hazard;

import dev.kontor.schema.source.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds locks that make others wait for long.
final class LockHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        if (!step.inTransaction()) {
            return;
        }
        var before = step.lockedBefore();
        var taken = step.lockedAfter().stream()
                .filter(table -> !before.contains(table))
                .toList();
        for (var table : taken) {
            if (isByHand(step.statement(), step.word(table))) {
                found.add(Hazard.TABLE_LOCKED, table, "");
            }
        }
        if (!before.isEmpty()) {
            taken.forEach(table -> several(table, before.getFirst(), step, found));
        } else if (!isOfOneForeignKey(taken, step)) {
            taken.stream().skip(1).forEach(table -> several(table, taken.getFirst(), step, found));
        }
        step.tables()
                .filter(table -> step.scans(table.id()) > 0)
                .filter(table ->
                        !before.isEmpty() || taken.contains(step.start().root(table.id())))
                .filter(table -> !found.explains(table.id()))
                .forEach(table -> scanned(table.id(), step.statement(), found));
    }

    private static void several(long table, long first, ExecutedStatement step, FoundHazards found) {
        var name = step.name(table);
        var foreignKeys = Remedies.oneForeignKeyEach(step);
        if (foreignKeys.isEmpty()) {
            found.add(Hazard.SEVERAL_LOCKS, name, step.name(first));
        } else {
            found.add(Hazard.SEVERAL_LOCKS, name, step.name(first), foreignKeys);
        }
    }

    private static void scanned(long table, Statement statement, FoundHazards found) {
        if (statement.startsWith("alter", "domain")) {
            found.add(Hazard.TABLE_SCANNED, table, "", Remedies.ofDomain(statement));
        } else {
            found.add(Hazard.TABLE_SCANNED, table, "");
        }
    }

    /// Whether the tables are the two ends of one foreign key, which is not to be had with fewer locks.
    private static boolean isOfOneForeignKey(List<Long> tables, ExecutedStatement step) {
        return Stream.concat(step.addedForeignKeys().stream(), step.droppedForeignKeys().stream())
                .map(key -> Set.copyOf(
                        List.of(step.start().root(key.table()), step.start().root(key.referenced()))))
                .anyMatch(ends -> ends.equals(Set.copyOf(tables)));
    }

    private static boolean isByHand(Statement statement, String table) {
        return statement.startsWith("lock") || statement.has("lock", "table") || statement.has("lock", table);
    }
}
