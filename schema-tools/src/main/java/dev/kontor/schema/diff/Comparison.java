package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is there and what is wanted, object by object. Objects are called as
/// [dev.kontor.migrations.catalog.Catalog] calls them.
///
/// @param from the schema of the database
/// @param target `schema/`
/// @param mayFail whether to try what works only as long as a table is empty
record Comparison(DatabaseSchema from, Target target, boolean mayFail) {

    private static final Pattern TABLE_OF_INDEX =
            Pattern.compile(" ON (?:ONLY )?(?:public\\.)?(" + ObjectName.IDENTIFIER + ") USING ");

    private static final Pattern PARENT =
            Pattern.compile("^\\w .*?(?:partition of|inherits) (" + ObjectName.IDENTIFIER + ")", Pattern.DOTALL);

    Set<String> wanted() {
        return target.catalog().objects().keySet();
    }

    Set<String> there() {
        return from.catalog().objects().keySet();
    }

    boolean isThere(String object) {
        return from.catalog().objects().containsKey(object);
    }

    boolean isWanted(String object) {
        return target.catalog().objects().containsKey(object);
    }

    boolean differs(String object) {
        return !Objects.equals(
                target.catalog().objects().get(object), from.catalog().objects().get(object));
    }

    /// The wanted definition; empty where the object is not wanted.
    String definition(String object) {
        return target.catalog().objects().getOrDefault(object, "");
    }

    /// The definition in the database; empty where the object is not there.
    String definitionBefore(String object) {
        return from.catalog().objects().getOrDefault(object, "");
    }

    /// What the object needs in `schema/`.
    Set<String> needsOf(String object) {
        return target.schema().dependencies().of(object);
    }

    /// What the object needs in the database.
    Set<String> neededBefore(String object) {
        return from.dependencies().of(object);
    }

    /// The objects of the database that need this one, by themselves.
    Stream<String> usersBefore(String object) {
        return there().stream().filter(user -> neededBefore(user).contains(object));
    }

    /// The place of the statement of `schema/` that makes an object, or that changes last what is
    /// there; the end for an object that is not wanted.
    int position(String object) {
        var statements = target.statements();
        for (int i = 0; i < statements.size() && !isThere(object); i++) {
            if (statements.get(i).added().contains(object)) {
                return i;
            }
        }
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).added().contains(object)
                    || statements.get(i).changed().contains(object)) {
                return i;
            }
        }
        return statements.size();
    }

    /// What a column is before its own changes: where the table that it is inherited from changes, as
    /// wanted for that.
    String columnBefore(ObjectName column) {
        var inherited = inherited(column);
        return !inherited.isEmpty() && (differs(inherited) || !isThere(column.text()))
                ? definition(inherited)
                : definitionBefore(column.text());
    }

    /// The wanted column that a column of a partition or a child has by itself; otherwise empty.
    String inherited(ObjectName column) {
        var parent = PARENT.matcher(definition("table " + column.table()));
        if (!parent.find()) {
            return "";
        }
        var name = ObjectName.of("column %s.%s".formatted(parent.group(1), column.name()));
        return isWanted(name.text()) ? name.text() : inherited(name);
    }

    boolean isView(String table) {
        return (definition(table) + definitionBefore(table)).matches("(?s)[vm].*");
    }

    boolean isOfView(ObjectName object) {
        return object.kind().equals("column") && isView("table " + object.table());
    }

    boolean isDomain(String name) {
        return (definition("type " + name) + definitionBefore("type " + name)).startsWith("domain ");
    }

    boolean isPartitioned(String table) {
        return definition("table " + table).startsWith("p");
    }

    /// The partitions of a table that are there or wanted, by name.
    List<String> partitionsOf(String table) {
        return Stream.of(from.catalog(), target.catalog())
                .flatMap(catalog -> catalog.objects().entrySet().stream())
                .filter(object -> object.getKey().startsWith("table "))
                .filter(object -> object.getValue().contains(" partition of " + table + " "))
                .map(object -> object.getKey().substring("table ".length()))
                .distinct()
                .toList();
    }

    /// Empty where the definition names no table.
    String tableOfIndex(String index) {
        var definition = isWanted(index) ? definition(index) : definitionBefore(index);
        var table = TABLE_OF_INDEX.matcher(definition);
        return table.find() ? table.group(1) : "";
    }

    /// The statement of `schema/` that makes the object, as it is written there. The definition where
    /// no statement makes it by itself, or a later one changes it.
    String sourceOf(String object, String definition) {
        return target.statements().stream()
                .filter(made -> made.added().contains(object) || made.changed().contains(object))
                .reduce((first, last) -> last)
                .filter(made -> made.statement().startsWith("create"))
                .filter(made -> made.added().stream().noneMatch(this::isTable))
                .map(made -> made.statement().text())
                .orElse(definition);
    }

    private boolean isTable(String object) {
        return object.startsWith("table ") && !isView(object);
    }

    boolean isOfConstraint(ObjectName index, DatabaseSchema schema) {
        return schema.catalog().objects().entrySet().stream()
                .filter(object -> object.getKey().startsWith("constraint "))
                .filter(object -> object.getKey().endsWith("." + index.name()))
                .anyMatch(object -> object.getValue().matches("(?s)(UNIQUE|PRIMARY KEY|EXCLUDE) .*"));
    }
}
