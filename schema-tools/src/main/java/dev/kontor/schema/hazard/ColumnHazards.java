package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Column;
import dev.kontor.schema.catalog.CatalogSnapshot.ColumnId;
import dev.kontor.schema.catalog.ColumnType;

/// Finds columns that are dropped, renamed, narrowed or required in tables that others use.
final class ColumnHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        for (var id : step.after().columns().keySet()) {
            if (!step.existed(id.table())) {
                continue;
            }
            var old = step.columnBefore(id);
            var now = step.columnAfter(id);
            if (old != null && now == null) {
                found.add(Hazard.COLUMN_DROPPED, id.table(), old.name());
            } else if (old == null && now != null) {
                added(id, now, found);
            } else if (old != null && now != null) {
                changed(id, old, now, step, found);
            }
        }
    }

    private static void added(ColumnId id, Column now, FoundHazards found) {
        if (now.isNotNull() && !now.isFilled()) {
            found.add(Hazard.NOT_NULL_WITHOUT_DEFAULT, id.table(), now.name());
        }
    }

    private static void changed(ColumnId id, Column old, Column now, ExecutedStatement step, FoundHazards found) {
        var table = id.table();
        if (!old.name().equals(now.name())) {
            found.add(Hazard.COLUMN_RENAMED, table, old.name());
        }
        if (isNarrower(old, now)) {
            found.add(Hazard.TYPE_NARROWED, table, old.name(), Remedies.narrowed(table, now, step));
        }
        if (!old.isNotNull() && now.isNotNull() && step.scans(table) > 0) {
            found.add(Hazard.NOT_NULL_SCANS, table, now.name(), Remedies.notNull(table, now, step));
        }
        if (now.isNotNull() && old.isFilled() && !now.isFilled() && !step.isFilledAtEnd(id)) {
            found.add(Hazard.DEFAULT_DROPPED, table, now.name());
        }
    }

    private static boolean isNarrower(Column old, Column now) {
        var was = ColumnType.of(old.type());
        var is = ColumnType.of(now.type());
        return old.typeId() == now.typeId() ? !is.hasRoomFor(was) : !is.holds(was);
    }
}
