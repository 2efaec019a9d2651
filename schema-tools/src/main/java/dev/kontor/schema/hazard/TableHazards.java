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
            if (now == null) {
                dropped(old, step, found);
            } else {
                changed(old, now, step, found);
            }
        }
    }

    private static void dropped(Relation old, ExecutedStatement step, FoundHazards found) {
        var object = old.kindName() + " " + old.name();
        var anew = step.madeAnew(old);
        if (old.isTable()) {
            found.add(Hazard.TABLE_DROPPED, old.id(), old.name());
        } else if (anew.isEmpty()) {
            found.add(Hazard.OBJECT_DROPPED, old.id(), object);
        } else if (!step.holdsAllOf(old, anew.get())) {
            found.add(Hazard.OBJECT_DROPPED, old.id(), Remedies.former(object), Remedies.underAnotherName(object));
        } else if (!old.kind().equals("v")) {
            found.add(Hazard.VIEW_REFRESHED, old.id(), "", Remedies.underAnotherName(object));
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
