package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Takes away the privileges that `schema/` no longer grants, one deploy later. What it grants anew is
/// copied from there.
record GrantChanges(Comparison comparison, ChangeList changes) {

    private static final String ON_DEFAULTS = "default ";
    private static final String OPTION = " with grant option";

    /// @param now the privileges that are granted; empty for none
    void revoke(ObjectName grant, String now, String old) {
        var lost = names(privileges(old));
        lost.removeAll(names(privileges(now)));
        revoke(grant, lost, "revoke %s from %s");
        var options = new ArrayList<>(privileges(old));
        options.removeIf(privilege -> !privilege.endsWith(OPTION));
        options.removeAll(privileges(now));
        var names = names(options);
        names.removeAll(lost);
        revoke(grant, names, "revoke grant option for %s from %s");
    }

    private void revoke(ObjectName grant, List<String> privileges, String sql) {
        var end = grant.name().lastIndexOf(" to ");
        var object = grant.name().substring("on ".length(), end);
        if (!privileges.isEmpty() && isWanted(object)) {
            var role = grant.name().substring(end + " to ".length());
            changes.add(Stage.CONTRACT, grant.text(), sql.formatted(on(privileges, object), role))
                    .about("");
        }
    }

    private static List<String> privileges(String definition) {
        return definition.isEmpty() ? List.of() : Arrays.asList(definition.split(", ", -1));
    }

    private static List<String> names(List<String> privileges) {
        return privileges.stream()
                .map(privilege -> privilege.replace(OPTION, ""))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private boolean isWanted(String object) {
        return object.startsWith("schema ") || (!object.startsWith(ON_DEFAULTS) && comparison.isWanted(object));
    }

    private String on(List<String> privileges, String text) {
        var object = ObjectName.of(text);
        var all = String.join(", ", privileges);
        return switch (object.kind()) {
            case "column" -> {
                var columns = String.join(
                        ", ",
                        privileges.stream()
                                .map(privilege -> "%s (%s)".formatted(privilege, object.name()))
                                .toList());
                yield "%s on %s".formatted(columns, object.table());
            }
            case "function" -> "%s on routine %s".formatted(all, object.name());
            case "table" -> {
                var kind = comparison.definition(text).startsWith("S") ? "sequence " : "";
                yield "%s on %s%s".formatted(all, kind, object.name());
            }
            default -> "%s on %s".formatted(all, text);
        };
    }
}
