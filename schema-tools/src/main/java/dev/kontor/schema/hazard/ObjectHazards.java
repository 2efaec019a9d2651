package dev.kontor.schema.hazard;

import java.util.Map;
import java.util.TreeMap;

/// Finds functions, types, triggers and labels of enums that are dropped or renamed.
final class ObjectHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        var renamed = new TreeMap<String, String>();
        step.before().objects().forEach((id, old) -> {
            if (!step.start().objects().containsKey(id)) {
                return;
            }
            var now = step.after().objects().get(id);
            if (now == null && isMissed(id, old, step)) {
                dropped(old, step, found);
            } else if (now != null && !now.equals(old)) {
                renamed.put(id, old);
            }
        });
        renamed(renamed, found);
    }

    private static void dropped(String old, ExecutedStatement step, FoundHazards found) {
        if (step.end().objects().containsValue(old)) {
            found.add(Hazard.OBJECT_DROPPED, "", Remedies.former(old), Remedies.underAnotherName(old));
        } else {
            found.add(Hazard.OBJECT_DROPPED, "", old);
        }
    }

    /// A trigger that goes with its table or is made anew, and a label that goes with its enum, are not
    /// missed.
    private static boolean isMissed(String id, String old, ExecutedStatement step) {
        if (id.startsWith("trigger ")) {
            return !step.end().objects().containsValue(old)
                    && step.tables().anyMatch(table -> old.endsWith(" on " + table.name()));
        }
        return !id.startsWith("label ");
    }

    /// A label cannot be dropped, and a type not while columns have it.
    private static String remedy(String id, String old) {
        if (id.startsWith("label ")) {
            return "alter type %s add value …; -- beside the old one, which stays; alone in its migration"
                    .formatted(old.replaceFirst(" '.*", ""));
        }
        if (id.startsWith("type ")) {
            return """
                create type …; -- the new one beside the old
                -- columns move over to it as to any other type: add a column, fill it, drop the old one
                """;
        }
        return Remedies.underAnotherName(old);
    }

    /// Reports a renamed type, but not its labels and the functions that take it, whose names contain
    /// the type's. Triggers are not reported, since nobody calls them by name.
    private static void renamed(Map<String, String> renamed, FoundHazards found) {
        var hasTypes = renamed.keySet().stream().anyMatch(id -> id.startsWith("type "));
        renamed.forEach((id, old) -> {
            if (id.startsWith("type ") || !(hasTypes || id.startsWith("trigger "))) {
                found.add(Hazard.OBJECT_RENAMED, "", old, remedy(id, old));
            }
        });
    }
}
