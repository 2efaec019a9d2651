package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.schema.catalog.ObjectName;
import java.util.Set;
import java.util.regex.Pattern;

/// What is there and what is wanted, object by object. Objects are called as [Catalog] calls them.
///
/// @param from the catalog of the database
/// @param target `schema/`
/// @param mayFail whether to try what works only as long as a table is empty
record Comparison(Catalog from, Target target, boolean mayFail) {

    private static final Pattern TABLE_OF_INDEX = Pattern.compile(" ON (?:ONLY )?(?:public\\.)?(\\w+) ");

    Set<String> wanted() {
        return target.catalog().objects().keySet();
    }

    boolean isThere(String object) {
        return from.objects().containsKey(object);
    }

    boolean isWanted(String object) {
        return target.catalog().objects().containsKey(object);
    }

    boolean differs(String object) {
        return !definition(object).equals(from.objects().get(object));
    }

    /// The wanted definition; empty where the object is not wanted.
    String definition(String object) {
        return target.catalog().objects().getOrDefault(object, "");
    }

    /// The definition in the database; empty where the object is not there.
    String definitionBefore(String object) {
        return from.objects().getOrDefault(object, "");
    }

    boolean isView(String table) {
        return (definition(table) + definitionBefore(table)).matches("(?s)[vm].*");
    }

    boolean isOfView(ObjectName object) {
        return object.kind().equals("column") && isView("table " + object.table());
    }

    /// Empty where the definition names no table.
    String tableOfIndex(String index) {
        var definition = isWanted(index) ? definition(index) : definitionBefore(index);
        var table = TABLE_OF_INDEX.matcher(definition);
        return table.find() ? table.group(1) : "";
    }

    /// The statement of `schema/` that makes the object, as it is written there. The definition where
    /// no statement makes it by itself.
    String sourceOf(String object, String definition) {
        return target.statements().stream()
                .filter(made -> made.added().contains(object) || made.changed().contains(object))
                .filter(made -> made.statement().startsWith("create"))
                .filter(made -> made.added().stream().noneMatch(each -> each.startsWith("table ")))
                .map(made -> made.statement().text())
                .reduce((first, last) -> last)
                .orElse(definition);
    }

    static boolean isOfConstraint(ObjectName index, Catalog catalog) {
        return catalog.objects().keySet().stream()
                .anyMatch(object -> object.startsWith("constraint ") && object.endsWith("." + index.name()));
    }
}
