package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.Rights.Granted;
import dev.kontor.schema.catalog.Rights.Right;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds rights that the functions' role, or any other, loses by whatever way.
final class RightHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        var lost = step.lostRights();
        var privileges = new TreeMap<String, Set<String>>();
        var hidden = new TreeMap<String, Set<String>>();
        lost.forEach((right, granted) -> {
            if (!right.isForRows()) {
                add(privileges, granted, right.privilege() + " of " + right.role());
            } else if (isAlone(right, lost)) {
                add(hidden, granted, right.role());
            }
        });
        privileges.forEach((object, names) ->
                found.add(Hazard.PRIVILEGE_REVOKED, object, String.join(", ", names), Remedies.asContract(step)));
        hidden.forEach((table, roles) -> hidden(table, String.join(", ", roles), step, found));
    }

    private static void add(Map<String, Set<String>> lost, Granted granted, String what) {
        lost.computeIfAbsent(granted.object(), _ -> new TreeSet<>()).add(what);
    }

    /// Whether the role keeps the privilege on the table itself.
    private static boolean isAlone(Right rows, Map<Right, Granted> lost) {
        var onTable = rows.on().replaceFirst("^rows", "table");
        return !lost.containsKey(new Right(rows.role(), rows.privilege(), onTable));
    }

    private static void hidden(String table, String roles, ExecutedStatement step, FoundHazards found) {
        if (step.statement().has("enable", "row", "level", "security")) {
            found.add(Hazard.ROWS_HIDDEN, table, roles);
        } else {
            found.add(Hazard.ROWS_HIDDEN, table, roles, Remedies.asContract(step));
        }
    }
}
