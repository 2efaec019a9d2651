package dev.kontor.schema.hazard;

import dev.kontor.schema.source.Statement;
/// How long others wait for what the transaction has locked.

final class LockHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        if (!step.inTransaction()) {
            return;
        }
        var before = step.lockedBefore();
        for (var table : step.lockedAfter()) {
            if (before.contains(table)) {
                continue;
            }
            if (isByHand(step.statement(), step.name(table))) {
                found.add(Hazard.TABLE_LOCKED, table, "");
            }
            if (!before.isEmpty()) {
                found.add(Hazard.SEVERAL_LOCKS, step.name(table), step.name(before.getFirst()));
            }
        }
        step.tables()
                .filter(table -> step.scans(table.id()) > 0)
                .filter(table -> !before.isEmpty() || step.lockedAfter().contains(table.id()))
                .filter(table -> !found.explains(table.id()))
                .forEach(table -> found.add(Hazard.TABLE_SCANNED, table.id(), ""));
    }

    private static boolean isByHand(Statement statement, String table) {
        return statement.startsWith("lock") || statement.has("lock", "table") || statement.has("lock", table);
    }
}
