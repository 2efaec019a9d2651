package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.Target.Made;
import java.util.HashSet;
import java.util.Set;

/// Copies the statements of `schema/` that make only new objects.
record NewObjects(Comparison comparison, ChangeList changes) {

    /// Copies each statement as it stands, unless it would make others wait for a table that is
    /// there.
    ///
    /// @return the objects that the copied statements make
    Set<String> copy() {
        var copied = new HashSet<String>();
        var statements = comparison.target().statements();
        for (int i = 0; i < statements.size(); i++) {
            var made = statements.get(i);
            if (isMissing(made, copied) && made.added().stream().noneMatch(this::makesOthersWait)) {
                var object = subject(made);
                changes.copy(object, name(object), text(made), i)
                        .locking(lockedTables(made))
                        .making(made.added())
                        .making(made.changed());
                copied.addAll(made.added());
                copied.addAll(made.changed());
            }
        }
        return copied;
    }

    /// A `*` would also name the columns that go only later, so that they could not go.
    private String text(Made made) {
        return made.added().stream()
                .filter(object -> Replacements.isView(comparison.definition(object)))
                .filter(_ -> made.statement().has("*") && columnsGo())
                .findFirst()
                .map(view -> "create " + Replacements.view(ObjectName.of(view), comparison.definition(view)))
                .orElse(made.statement().text());
    }

    private boolean columnsGo() {
        return comparison.there().stream()
                .map(ObjectName::of)
                .anyMatch(object -> object.kind().equals("column")
                        && !comparison.isWanted(object.text())
                        && comparison.isWanted("table " + object.table()));
    }

    /// @param copied what earlier statements make
    private boolean isMissing(Made made, Set<String> copied) {
        if (!made.isVisible()) {
            return false;
        }
        if (made.isAttached()) {
            // What takes a privilege away from an object that is there waits for a deploy.
            var isAnew = made.objects().anyMatch(copied::contains);
            return isAnew
                    || (!made.statement().startsWith("revoke") && made.objects().anyMatch(comparison::differs));
        }
        return made.added().stream().noneMatch(comparison::isThere)
                && copied.containsAll(made.changed())
                && !(isPassing(made) && namesTableThatIsThere(made));
    }

    /// Whether nothing that the statement makes stays: an index of a partition, which is attached later
    /// to that of its table.
    private boolean isPassing(Made made) {
        return !made.added().isEmpty() && made.added().stream().noneMatch(comparison::isWanted);
    }

    private boolean namesTableThatIsThere(Made made) {
        return comparison.there().stream()
                .filter(object -> object.startsWith("table "))
                .anyMatch(table -> made.statement().has(ObjectName.of(table).name()));
    }

    /// The table that a statement makes, or else the first object.
    private static String subject(Made made) {
        return made.added().stream()
                .filter(object -> object.startsWith("table "))
                .findFirst()
                .or(() -> made.added().stream().findFirst())
                .orElseGet(() -> made.changed().stream().findFirst().orElseThrow());
    }

    private static String name(String object) {
        return object.startsWith("table ") ? ObjectName.of(object).name() : "";
    }

    /// The tables that were there before: foreign keys lock what they refer to, triggers and
    /// policies lock their table, partitions the table that they are a part of.
    private Set<String> lockedTables(Made made) {
        var tables = new HashSet<String>();
        for (var object : made.added()) {
            tables.addAll(ConstraintChanges.referencedTables(comparison.definition(object)));
            var name = ObjectName.of(object);
            switch (name.kind()) {
                case "trigger", "policy", "rule" -> tables.add(name.table());
                case "table" ->
                    comparison.needsOf(object).stream()
                            .filter(needed -> needed.startsWith("table "))
                            .filter(needed -> !comparison.isView(object) && !comparison.isView(needed))
                            .forEach(needed -> tables.add(needed.substring("table ".length())));
                default -> {
                    // It locks no table that was there.
                }
            }
        }
        tables.removeIf(table -> !comparison.isThere("table " + table) || comparison.isView("table " + table));
        return tables;
    }

    private boolean makesOthersWait(String object) {
        var name = ObjectName.of(object);
        return switch (name.kind()) {
            case "column", "constraint", "settings" ->
                comparison.isThere("table " + name.table()) || comparison.isThere("type " + name.table());
            case "attribute" -> comparison.isThere("type " + name.table());
            case "index" -> comparison.isThere("table " + comparison.tableOfIndex(object));
            default -> false;
        };
    }
}
