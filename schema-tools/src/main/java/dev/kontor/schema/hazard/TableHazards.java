package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.source.Statement;

/// Finds tables and views that are dropped, renamed or rewritten.
final class TableHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        for (var old : step.before().relations().values()) {
            if (!step.existed(old.id()) || old.isIndex() || old.kind().equals("S")) {
                continue;
            }
            var now = step.after().relations().get(old.id());
            if (now == null && !step.isMadeAnew(old)) {
                dropped(old, found);
            } else if (now != null) {
                changed(old, now, step, found);
            }
        }
    }

    private static void dropped(Relation old, FoundHazards found) {
        if (old.isTable()) {
            found.add(Hazard.TABLE_DROPPED, old.id(), old.name());
        } else {
            found.add(Hazard.OBJECT_DROPPED, old.id(), old.kindName() + " " + old.name());
        }
    }

    private static void changed(Relation old, Relation now, ExecutedStatement step, FoundHazards found) {
        if (!old.name().equals(now.name())) {
            found.add(Hazard.TABLE_RENAMED, old.id(), now.name());
        }
        if (old.file() != now.file()) {
            found.add(rewrite(old, step.statement()), old.id(), old.name());
        }
    }

    private static Hazard rewrite(Relation table, Statement statement) {
        return switch (statement.words().getFirst()) {
            case "truncate" -> Hazard.TRUNCATED;
            case "vacuum" -> Hazard.VACUUM_FULL;
            case "cluster" -> Hazard.CLUSTERED;
            default -> table.kind().equals("m") ? Hazard.VIEW_REFRESHED : Hazard.TABLE_REWRITTEN;
        };
    }
}
