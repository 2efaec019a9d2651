package dev.kontor.migrations.check;

/// How long others wait for what the transaction has locked.
final class Locks implements Detector {

    @Override
    public void look(Step step, Found found) {
        if (!step.inTransaction()) {
            return;
        }
        var before = step.lockedBefore();
        var isByHand = step.statement().startsWith("lock") || step.statement().has("lock", "table");
        for (var table : step.lockedAfter()) {
            if (before.contains(table)) {
                continue;
            }
            if (isByHand) {
                found.add(Danger.TABLE_LOCKED, table, "");
            }
            if (!before.isEmpty()) {
                found.add(Danger.SEVERAL_LOCKS, step.name(table), step.name(before.getFirst()));
            }
        }
        step.tables()
                .filter(table -> step.scans(table.id()) > 0)
                .filter(table -> !before.isEmpty() || step.lockedAfter().contains(table.id()))
                .filter(table -> !found.explains(table.id()))
                .forEach(table -> found.add(Danger.TABLE_SCANNED, table.id(), ""));
    }
}
