package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import dev.kontor.schema.diff.Target.Made;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the statements that lead from the catalog of a database to `schema/`. For one use.
public final class Changes {

    private static final Pattern REFERENCES = Pattern.compile("REFERENCES (\\w+)\\(");
    private static final Pattern VIEW = Pattern.compile("(?s)v (?<options>with \\([^)]*\\) )?(?<query>.*?);?");
    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");

    private final Catalog from;
    private final Target target;
    private final boolean mayFail;
    private final List<SchemaChange> changes = new ArrayList<>();

    /// What is there already, or will be by a statement that is copied.
    private final Set<String> settled = new HashSet<>();

    private Changes(Catalog from, Target target, boolean mayFail) {
        this.from = from;
        this.target = target;
        this.mayFail = mayFail;
    }

    /// In the order to apply them in.
    ///
    /// @param mayFail whether to try what works as long as a table is empty
    /// @throws RefusedChangeException there is no safe way that could be written without asking
    public static List<SchemaChange> between(Catalog from, Target target, boolean mayFail) {
        return new Changes(from, target, mayFail).find();
    }

    private List<SchemaChange> find() {
        target.statements().forEach(this::copyIfNew);
        for (var object : target.catalog().objects().keySet()) {
            if (!settled.contains(object)) {
                settle(ObjectName.of(object));
            }
        }
        from.objects().keySet().stream()
                .filter(object -> !isWanted(object))
                .map(ObjectName::of)
                .sorted(Comparator.comparingInt(this::dropRank))
                .forEach(this::drop);
        changes.sort(Comparator.comparing(SchemaChange::stage));
        return List.copyOf(changes);
    }

    /// A statement whose objects are all missing is taken as it stands, unless others would wait
    /// for what it does to a table that is there.
    private void copyIfNew(Made made) {
        if (made.added().isEmpty() && made.changed().isEmpty()) {
            return;
        }
        var isMissing = made.isGrant()
                ? made.added().stream().anyMatch(this::differs)
                        || made.changed().stream().anyMatch(this::differs)
                : made.added().stream().noneMatch(this::isThere)
                        && !made.added().isEmpty();
        if (isMissing && !made.added().stream().anyMatch(this::makesWait)) {
            add(Stage.EXPAND, subject(made), made.statement().text(), referenced(made));
            settled.addAll(made.added());
        }
    }

    private String subject(Made made) {
        return made.added().stream()
                .filter(object -> object.startsWith("table "))
                .findFirst()
                .map(object -> ObjectName.of(object).name())
                .orElse("");
    }

    /// A new table's foreign keys lock what they refer to.
    private Set<String> referenced(Made made) {
        var tables = new HashSet<String>();
        for (var object : made.added()) {
            var references = REFERENCES.matcher(definition(object));
            while (references.find()) {
                tables.add(references.group(1));
            }
            if (object.startsWith("trigger ") || object.startsWith("policy ")) {
                tables.add(ObjectName.of(object).table());
            }
        }
        tables.removeIf(table -> !isThere("table " + table));
        return tables;
    }

    private boolean makesWait(String object) {
        var name = ObjectName.of(object);
        return switch (name.kind()) {
            case "column", "constraint" -> isThere("table " + name.table());
            case "index" -> isThere("table " + tableOfIndex(object));
            default -> false;
        };
    }

    private boolean isThere(String object) {
        return from.objects().containsKey(object);
    }

    private boolean isWanted(String object) {
        return target.catalog().objects().containsKey(object);
    }

    private boolean differs(String object) {
        return !definition(object).equals(from.objects().get(object));
    }

    private String definition(String object) {
        return target.catalog().objects().getOrDefault(object, "");
    }

    private void settle(ObjectName object) {
        if (!differs(object.text()) || isOfView(object)) {
            return;
        }
        var now = definition(object.text());
        var old = from.objects().get(object.text());
        switch (object.kind()) {
            case "column" -> {
                if (old == null) {
                    addColumn(object, ColumnDefinition.of(now));
                } else {
                    changeColumn(object, ColumnDefinition.of(old), ColumnDefinition.of(now));
                }
            }
            case "constraint" -> constrain(object, now, old != null);
            case "index" -> index(object, now, old != null);
            case "function", "trigger" -> replace(object, now);
            case "table" -> replaceView(object, now);
            case "type" -> addLabels(object, now, old == null ? "" : old);
            default -> {
                // Grants are copied or taken away; what is left is told by the comparison.
            }
        }
    }

    private void addColumn(ObjectName column, ColumnDefinition definition) {
        if (!definition.canBeAdded() && !mayFail) {
            throw new RefusedChangeException(
                    "%s.%s is required and nothing fills it in the rows that are there: give it a default, or let it be null at first"
                            .formatted(column.table(), column.name()));
        }
        alter(Stage.EXPAND, column.table(), "add column %s %s".formatted(column.name(), definition.text()));
    }

    private void changeColumn(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        var alter = "alter column " + column.name();
        var table = column.table();
        if (!old.type().equals(now.type())) {
            alter(Stage.EXPAND, table, alter + " type " + now.type());
        }
        if (!old.defaultValue().equals(now.defaultValue())) {
            alter(
                    now.defaultValue().isEmpty() && now.isNotNull() ? Stage.CONTRACT : Stage.EXPAND,
                    table,
                    now.defaultValue().isEmpty()
                            ? alter + " drop default"
                            : alter + " set default " + now.defaultValue());
        }
        if (old.isNotNull() && !now.isNotNull()) {
            alter(Stage.EXPAND, table, alter + " drop not null");
        } else if (!old.isNotNull() && now.isNotNull()) {
            require(table, column.name());
        }
    }

    /// By way of a check, so that no lock is held while rows are read.
    private void require(String table, String column) {
        var check = "ck_%s_%s_not_null".formatted(table, column);
        alter(Stage.EXPAND, table, "add constraint %s check (%s is not null) not valid".formatted(check, column));
        validate(table, check);
        alter(Stage.REQUIRE, table, "alter column %s set not null".formatted(column));
        alter(Stage.REQUIRE, table, "drop constraint " + check);
    }

    private void constrain(ObjectName constraint, String definition, boolean replaces) {
        var table = constraint.table();
        var name = constraint.name();
        var index = target.catalog().objects().get("index " + name);
        if (replaces) {
            if (index != null) {
                refuseToReplaceIndex(name);
            }
            alter(Stage.EXPAND, table, "drop constraint " + name);
        }
        if (index == null) {
            var locks = new HashSet<>(Set.of(table));
            REFERENCES.matcher(definition).results().forEach(found -> locks.add(found.group(1)));
            locks.removeIf(each -> !isThere("table " + each));
            add(
                    Stage.EXPAND,
                    table,
                    "alter table %s add constraint %s %s not valid".formatted(table, name, definition),
                    locks);
            validate(table, name);
        } else if (definition.startsWith("UNIQUE") || definition.startsWith("PRIMARY KEY")) {
            buildIndex(name, index);
            alter(
                    Stage.USE_INDEX,
                    table,
                    "add constraint %s %s using index %s"
                            .formatted(name, definition.startsWith("UNIQUE") ? "unique" : "primary key", name));
        } else {
            alter(Stage.EXPAND, table, "add constraint %s %s".formatted(name, definition));
        }
    }

    private void validate(String table, String constraint) {
        add(Stage.VALIDATE, table, "alter table %s validate constraint %s".formatted(table, constraint), Set.of());
    }

    private void index(ObjectName index, String definition, boolean replaces) {
        if (!isOfConstraint(index, target.catalog())) {
            if (replaces) {
                refuseToReplaceIndex(index.name());
            }
            buildIndex(index.name(), definition);
        }
    }

    /// The name is free only once the old one is gone, and then no query has it, and nothing keeps
    /// values unique, until the new one is built.
    private void refuseToReplaceIndex(String name) {
        if (!mayFail) {
            throw new RefusedChangeException(
                    "%s cannot be changed while it serves: give the new index another name in schema/, and the old one goes when that is there"
                            .formatted(name));
        }
    }

    private void buildIndex(String name, String definition) {
        add(
                Stage.INDEX,
                name,
                """
                drop index concurrently if exists %s;
                %s\
                """.formatted(
                                name,
                                sourceOf("index " + name, definition)
                                        .replace(" ON public.", " on ")
                                        .replace(" USING btree", "")
                                        .replaceFirst("(?i)^create unique", "create unique")
                                        .replaceFirst("(?i)^create (unique )?index ", "create $1index concurrently ")),
                Set.of());
    }

    private void replace(ObjectName object, String definition) {
        var sql = sourceOf(object.text(), definition).replaceFirst("(?i)^create (or replace )?", "create or replace ");
        var locks = object.kind().equals("trigger") ? Set.of(object.table()) : Set.<String>of();
        add(Stage.EXPAND, object.name(), sql, locks);
    }

    private void replaceView(ObjectName object, String definition) {
        var view = VIEW.matcher(definition);
        if (view.matches()) {
            var options = view.group("options");
            add(
                    Stage.EXPAND,
                    object.name(),
                    "create or replace view %s %sas%n%s"
                            .formatted(object.name(), options == null ? "" : options, view.group("query")),
                    Set.of());
        }
    }

    /// New ones, each after the one that it follows. None can be taken away.
    private void addLabels(ObjectName type, String now, String old) {
        if (!now.startsWith("enum ")) {
            return;
        }
        var before = "";
        var known = LABEL.matcher(old).results().map(label -> label.group()).toList();
        for (var label :
                LABEL.matcher(now).results().map(found -> found.group()).toList()) {
            if (!known.contains(label)) {
                add(
                        Stage.EXPAND,
                        type.name(),
                        "alter type %s add value %s%s"
                                .formatted(type.name(), label, before.isEmpty() ? "" : " after " + before),
                        Set.of());
            }
            before = label;
        }
    }

    private boolean isOfView(ObjectName object) {
        return object.kind().equals("column") && isView("table " + object.table());
    }

    private boolean isView(String table) {
        return (definition(table) + from.objects().getOrDefault(table, "")).matches("(?s)[vm].*");
    }

    /// What depends on others goes before them.
    private int dropRank(ObjectName object) {
        return switch (object.kind()) {
            case "table" -> isView(object.text()) ? 0 : isSequence(object) ? 3 : 2;
            case "function" -> definitionBefore(object).startsWith("aggregate ") ? 4 : 5;
            case "type", "extension" -> 6;
            default -> 1;
        };
    }

    private void drop(ObjectName object) {
        switch (object.kind()) {
            case "table" -> dropRelation(object);
            case "column" -> {
                if (staysWithout(object) && !isOfView(object)) {
                    alter(Stage.CONTRACT, object.table(), "drop column " + object.name());
                }
            }
            case "constraint" -> {
                if (staysWithout(object) && !goesWithAColumn(object)) {
                    // One with an index goes when the index that comes instead is there.
                    var stage = isThere("index " + object.name()) ? Stage.USE_INDEX : Stage.EXPAND;
                    alter(stage, object.table(), "drop constraint " + object.name());
                }
            }
            case "index" -> {
                if (isWanted("table " + tableOfIndex(object.text()))
                        && !isOfConstraint(object, from)
                        && !goesWithAColumn(object)) {
                    add(Stage.INDEX, object.name(), "drop index concurrently if exists " + object.name(), Set.of());
                }
            }
            case "trigger", "policy" -> {
                if (staysWithout(object)) {
                    add(
                            Stage.CONTRACT,
                            object.name(),
                            "drop %s %s on %s".formatted(object.kind(), object.name(), object.table()),
                            Set.of(object.table()));
                }
            }
            // A procedure or an aggregate, too.
            case "function" -> dropByName("routine", object);
            case "type", "extension" -> dropByName(object.kind(), object);
            default -> {
                // Grants: with their table, or told by the comparison.
            }
        }
    }

    private void dropRelation(ObjectName relation) {
        switch (definitionBefore(relation).charAt(0)) {
            case 'v' -> dropByName("view", relation);
            case 'm' -> dropByName("materialized view", relation);
            // Unless it went with its column.
            case 'S' -> dropByName("sequence if exists", relation);
            case 'f' -> dropByName("foreign table", relation);
            default -> add(Stage.CONTRACT, relation.name(), "drop table " + relation.name(), Set.of(relation.name()));
        }
    }

    private void dropByName(String kind, ObjectName object) {
        add(Stage.CONTRACT, object.name(), "drop %s %s".formatted(kind, object.name()), Set.of());
    }

    private boolean isSequence(ObjectName relation) {
        return definitionBefore(relation).startsWith("S");
    }

    private String definitionBefore(ObjectName object) {
        return from.objects().getOrDefault(object.text(), "r");
    }

    private boolean staysWithout(ObjectName object) {
        return isWanted("table " + object.table());
    }

    /// PostgreSQL drops what names the column together with it.
    private boolean goesWithAColumn(ObjectName object) {
        var definition = definitionBefore(object);
        return from.objects().keySet().stream()
                .filter(each -> each.startsWith("column ") && !isWanted(each))
                .map(ObjectName::of)
                .filter(column -> column.table()
                        .equals(object.kind().equals("index") ? tableOfIndex(object.text()) : object.table()))
                .anyMatch(column -> Pattern.compile("\\b" + Pattern.quote(column.name()) + "\\b")
                        .matcher(definition)
                        .find());
    }

    private static boolean isOfConstraint(ObjectName index, Catalog catalog) {
        return catalog.objects().keySet().stream()
                .anyMatch(object -> object.startsWith("constraint ") && object.endsWith("." + index.name()));
    }

    private String tableOfIndex(String index) {
        var definition = isWanted(index) ? definition(index) : from.objects().getOrDefault(index, "");
        var on = Pattern.compile(" ON (?:ONLY )?(?:public\\.)?(\\w+) ").matcher(definition);
        return on.find() ? on.group(1) : "";
    }

    /// As it is written in `schema/`, where a statement of its own makes it.
    private String sourceOf(String object, String definition) {
        return target.statements().stream()
                .filter(made -> made.added().contains(object) || made.changed().contains(object))
                .filter(made -> made.statement().startsWith("create"))
                .filter(made -> made.added().stream().noneMatch(each -> each.startsWith("table ")))
                .map(made -> made.statement().text())
                .reduce((first, last) -> last)
                .orElse(definition);
    }

    private void alter(Stage stage, String table, String action) {
        add(stage, table, "alter table %s %s".formatted(table, action), Set.of(table));
    }

    private void add(Stage stage, String subject, String sql, Set<String> locks) {
        changes.add(new SchemaChange(stage, subject, sql + ";", Set.copyOf(locks)));
    }
}
