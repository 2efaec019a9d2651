package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Adds constraints to tables and domains that are there, and changes them.
record ConstraintChanges(Comparison comparison, ChangeList changes, IndexChanges indexes) {

    private static final Pattern REFERENCES = Pattern.compile("REFERENCES (" + ObjectName.IDENTIFIER + ")\\(");
    private static final Pattern DEFERRABLE = Pattern.compile("( DEFERRABLE(?: INITIALLY DEFERRED)?)");
    private static final String NOT_VALID = " NOT VALID";

    /// @param old its definition; empty where there is no constraint of that name
    /// @throws RefusedChangeException the constraint has an index that serves queries
    void change(ObjectName constraint, String definition, String old) {
        if (old.equals(definition + NOT_VALID)) {
            validate(changes, constraint);
            return;
        }
        if (!old.isEmpty()) {
            if (isSameForeignKey(definition, old)) {
                changes.alter(Stage.EXPAND, constraint, "alter constraint " + constraint.name() + timing(definition));
                return;
            }
            drop(constraint);
        }
        var index = comparison.definition("index " + constraint.name());
        if (comparison.isDomain(constraint.table()) || !isUnique(definition)) {
            addNotValid(constraint, definition);
        } else if (comparison.isPartitioned(constraint.table())) {
            add(constraint, definition);
        } else {
            addWithIndex(constraint, definition, index);
        }
    }

    private static boolean isUnique(String definition) {
        return definition.startsWith("UNIQUE") || definition.startsWith("PRIMARY KEY");
    }

    private static boolean isSameForeignKey(String definition, String old) {
        return definition.startsWith("FOREIGN KEY")
                && DEFERRABLE
                        .matcher(definition)
                        .replaceAll("")
                        .equals(DEFERRABLE.matcher(old).replaceAll(""));
    }

    /// When it is checked, as `alter constraint` and `using index` take it.
    private static String timing(String definition) {
        var deferrable = DEFERRABLE.matcher(definition);
        return deferrable.find() ? deferrable.group(1).toLowerCase(Locale.ROOT) : " not deferrable";
    }

    private void drop(ObjectName constraint) {
        if (comparison.isThere("index " + constraint.name())) {
            indexes.refuseToReplace(constraint.name());
            refuseWhileUsed(constraint.text());
        }
        alter(Stage.EXPAND, constraint, "drop constraint " + constraint.name()).dropping(constraint.text());
    }

    /// A foreign key uses the index of what it refers to.
    private void refuseWhileUsed(String constraint) {
        comparison
                .usersBefore(constraint)
                .filter(user -> user.startsWith("constraint "))
                .findFirst()
                .ifPresent(user -> {
                    throw RefusedChangeException.inUse(constraint, user);
                });
    }

    private PlannedChange alter(Stage stage, ObjectName constraint, String action) {
        return comparison.isDomain(constraint.table())
                ? changes.add(stage, constraint.text(), "alter domain %s %s".formatted(constraint.table(), action))
                : changes.alter(stage, constraint, action);
    }

    private PlannedChange add(ObjectName constraint, String definition) {
        return alter(Stage.EXPAND, constraint, "add constraint %s %s".formatted(constraint.name(), definition))
                .making(constraint.text(), "index " + constraint.name());
    }

    private void addNotValid(ObjectName constraint, String definition) {
        var isTried = !definition.startsWith("EXCLUDE") && !definition.matches("(?s).* NOT (VALID|ENFORCED)");
        var locks = new HashSet<>(referencedTables(definition));
        locks.removeIf(each -> !comparison.isThere("table " + each));
        add(constraint, isTried ? definition + " not valid" : definition).locking(locks);
        if (isTried) {
            validate(changes, constraint, comparison.isDomain(constraint.table()) ? "domain" : "table");
        }
    }

    private void addWithIndex(ObjectName constraint, String definition, String index) {
        indexes.build(ObjectName.of("index " + constraint.name()), index);
        var isPrimary = definition.startsWith("PRIMARY KEY");
        var timing = DEFERRABLE.matcher(definition).find() ? timing(definition) : "";
        var action = "add constraint %1$s %2$s using index %1$s%3$s"
                .formatted(constraint.name(), isPrimary ? "primary key" : "unique", timing);
        changes.alter(Stage.USE_INDEX, constraint, action)
                .making(constraint.text())
                .needing("index " + constraint.name())
                .needing(required(constraint));
    }

    /// The columns of a primary key are required before, so that it does not read the rows.
    private String[] required(ObjectName constraint) {
        return comparison.needsOf(constraint.text()).stream()
                .filter(object -> object.startsWith("column "))
                .map(column -> "required " + column)
                .toArray(String[]::new);
    }

    /// Adds the statement that reads the rows. It lets reads and writes go on.
    static void validate(ChangeList changes, ObjectName constraint) {
        validate(changes, constraint, "table");
    }

    private static void validate(ChangeList changes, ObjectName constraint, String kind) {
        changes.add(
                        Stage.VALIDATE,
                        constraint.text(),
                        "alter %s %s validate constraint %s".formatted(kind, constraint.table(), constraint.name()))
                .making(validated(constraint.text()))
                .needing(constraint.text());
    }

    /// What stands for a constraint that holds for all rows.
    static String validated(String constraint) {
        return "validated " + constraint;
    }

    /// The tables that the foreign keys of a definition refer to.
    static Set<String> referencedTables(String... definitions) {
        return Stream.of(definitions)
                .flatMap(definition -> REFERENCES.matcher(definition).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
