package dev.kontor.schema.hazard;

import java.util.Map;
import java.util.TreeMap;

/// Functions, types, triggers and labels of enums that are gone or have another name.
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
                found.add(Hazard.OBJECT_DROPPED, "", old);
            } else if (now != null && !now.equals(old)) {
                renamed.put(id, old);
            }
        });
        renamed(renamed, found);
    }

    /// Not where it went with its table, or its enum.
    private static boolean isMissed(String id, String old, ExecutedStatement step) {
        if (id.startsWith("trigger ")) {
            return step.tables().anyMatch(table -> old.endsWith(" on " + table.name()));
        }
        return !id.startsWith("label ");
    }

    /// A type's name is part of how its labels, and the functions that take it, are called; a
    /// table's, of how its triggers are, which nobody calls by name.
    private static void renamed(Map<String, String> renamed, FoundHazards found) {
        var hasTypes = renamed.keySet().stream().anyMatch(id -> id.startsWith("type "));
        renamed.forEach((id, old) -> {
            if (id.startsWith("type ") || !(hasTypes || id.startsWith("trigger "))) {
                found.add(Hazard.OBJECT_RENAMED, "", old);
            }
        });
    }
}
