package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Changes enums, domains and composite types.
record TypeChanges(Comparison comparison, ChangeList changes) {

    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");

    void change(ObjectName type, String now, String old) {
        if (now.startsWith("enum ") && old.startsWith("enum ")) {
            addLabels(type, labels(now), labels(old));
        } else if (now.startsWith("domain ") && old.startsWith("domain ")) {
            changeDomain(type, domain(now), domain(old));
        }
    }

    /// Adds the new labels of an enum, each after the one that it follows. PostgreSQL cannot take a
    /// label away.
    private void addLabels(ObjectName type, List<String> wanted, List<String> known) {
        if (!wanted.stream().filter(known::contains).toList().equals(known)) {
            throw new RefusedChangeException(("the type %s keeps its values and their order: PostgreSQL cannot take one"
                            + " away; leave them in schema/, or make a new type beside it")
                    .formatted(type.name()));
        }
        var there = new LinkedHashSet<>(known);
        for (int i = 0; i < wanted.size(); i++) {
            var label = wanted.get(i);
            if (there.add(label)) {
                var position =
                        i > 0 ? " after " + wanted.get(i - 1) : known.isEmpty() ? "" : " before " + known.getFirst();
                var sql = "alter type %s add value %s%s".formatted(type.name(), label, position);
                changes.add(Stage.LABEL, type.text(), sql);
            }
        }
    }

    private static List<String> labels(String definition) {
        return LABEL.matcher(definition).results().map(MatchResult::group).toList();
    }

    private static ColumnDefinition domain(String definition) {
        return ColumnDefinition.of(definition.substring("domain ".length()));
    }

    private void changeDomain(ObjectName type, ColumnDefinition now, ColumnDefinition old) {
        if (!now.type().equals(old.type())) {
            throw new RefusedChangeException(
                    "PostgreSQL cannot change what the domain %s is based on, from %s to %s: make a new domain beside it"
                            .formatted(type.name(), old.type(), now.type()));
        }
        if (!now.defaultValue().equals(old.defaultValue())) {
            alterDomain(type, now.defaultValue().isEmpty() ? "drop default" : "set default " + now.defaultValue());
        }
        if (now.isNotNull() != old.isNotNull()) {
            alterDomain(type, now.isNotNull() ? "set not null" : "drop not null");
        }
    }

    private void alterDomain(ObjectName type, String action) {
        changes.add(Stage.EXPAND, type.text(), "alter domain %s %s".formatted(type.name(), action));
    }

    /// @param old the attribute's type; empty where it is not there
    void changeAttribute(ObjectName attribute, String now, String old) {
        var action = old.isEmpty()
                ? "add attribute %s %s".formatted(attribute.name(), now)
                : "alter attribute %s type %s".formatted(attribute.name(), now);
        changes.add(Stage.EXPAND, attribute.text(), "alter type %s %s".formatted(attribute.table(), action))
                .making(attribute.text());
    }
}
