package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Builds indexes on tables and materialized views that are there.
record IndexChanges(Comparison comparison, ChangeList changes) {

    private static final Pattern OPTIONS = Pattern.compile(" WITH \\(([^)]*)\\)(?= TABLESPACE | WHERE |$)");
    private static final Pattern CREATE =
            Pattern.compile("(?is)create\\s+(unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?");
    private static final Pattern DEFINITION = Pattern.compile(
            "CREATE (UNIQUE )?INDEX " + ObjectName.IDENTIFIER + " ON (?:ONLY )?(?:public\\.)?" + ObjectName.IDENTIFIER
                    + " (?:USING btree )?(.*)",
            Pattern.DOTALL);

    /// @param old its definition; empty where there is no index of that name
    /// @throws RefusedChangeException the index serves queries and cannot be changed in place
    void change(ObjectName index, String definition, String old) {
        if (comparison.isOfConstraint(index, comparison.target().schema())) {
            return; // The constraint builds it.
        }
        if (!old.isEmpty()) {
            if (withoutOptions(old).equals(withoutOptions(definition))) {
                changeOptions(index, options(definition), options(old));
                return;
            }
            refuseToReplace(index.name());
            changes.add(Stage.EXPAND, index.text(), "drop index " + index.name())
                    .dropping(index.text());
        }
        build(index, definition);
    }

    private static String withoutOptions(String definition) {
        return OPTIONS.matcher(definition).replaceFirst("");
    }

    private static String options(String definition) {
        var options = OPTIONS.matcher(definition);
        return options.find() ? options.group(1).replace("'", "") : "";
    }

    private void changeOptions(ObjectName index, String now, String old) {
        for (var action : Options.change(now, old)) {
            changes.add(Stage.EXPAND, index.text(), "alter index %s %s".formatted(index.name(), action));
        }
    }

    /// The name is free only once the old index is gone. From then until the new one is built, no
    /// query has an index, and nothing keeps values unique.
    void refuseToReplace(String name) {
        if (!comparison.mayFail()) {
            throw new RefusedChangeException(
                    "%s cannot be changed while it serves: give the new index another name in schema/, and the old one goes when that is there"
                            .formatted(name));
        }
    }

    void build(ObjectName index, String definition) {
        var table = comparison.tableOfIndex(index.text());
        if (comparison.mayFail()) {
            changes.add(Stage.INDEX, index.text(), definition.replace(" ON ONLY ", " ON "))
                    .making(index.text());
        } else if (comparison.isPartitioned(table)) {
            buildOnPartitions(index, table, definition);
        } else {
            var create = concurrent(index, comparison.sourceOf(index.text(), definition), definition);
            buildConcurrently(index.name(), create, index);
        }
    }

    private PlannedChange buildConcurrently(String name, String create, ObjectName index) {
        return changes.add(
                        Stage.INDEX, index.text(), "drop index concurrently if exists %s;\n%s".formatted(name, create))
                .about(CatalogSnapshot.unquoted(name))
                .making("index " + name);
    }

    /// PostgreSQL cannot build the index of a partitioned table concurrently, but those of its
    /// partitions. The index of the table is valid once all of them are attached.
    private void buildOnPartitions(ObjectName index, String table, String definition) {
        var attached = new ArrayList<String>();
        var needed = new ArrayList<String>();
        for (var partition : comparison.partitionsOf(table)) {
            var name = nameOn(partition, table, index);
            var part = ObjectName.of("index " + name);
            attached.add("alter index %s attach partition %s".formatted(index.name(), name));
            needed.add(part.text());
            if (isPartitionedItself(partition)) {
                buildOnPartitions(part, partition, definition);
            } else {
                var create = written(definition, "concurrently " + name, partition);
                buildConcurrently(name, create, part)
                        .needing(comparison.needsOf(index.text()).toArray(String[]::new));
            }
        }
        var statements = new ArrayList<String>();
        statements.add(written(definition, index.name(), "only " + table));
        statements.addAll(attached);
        changes.add(Stage.USE_INDEX, index.text(), String.join(";\n", statements))
                .making(index.text())
                .locking(List.of(table))
                .needing(needed.toArray(String[]::new));
    }

    private boolean isPartitionedItself(String partition) {
        var table = "table " + partition;
        return (comparison.isThere(table) ? comparison.definitionBefore(table) : comparison.definition(table))
                .startsWith("p");
    }

    private String nameOn(String partition, String table, ObjectName index) {
        var whole = CatalogSnapshot.unquoted(table);
        var name = CatalogSnapshot.unquoted(index.name());
        var part = CatalogSnapshot.unquoted(partition);
        return changes.free("index ", name.contains(whole) ? name.replace(whole, part) : name + "_" + part);
    }

    /// Takes the text of `schema/` if it begins as such a statement does, and names the index.
    private String concurrent(ObjectName index, String source, String definition) {
        var create = CREATE.matcher(source);
        if (!source.equals(definition)
                && create.lookingAt()
                && source.substring(create.end()).matches("(?s)" + Pattern.quote(index.name()) + "\\s.*")) {
            var unique = create.group(1) == null ? "" : "unique ";
            return "create %sindex concurrently %s".formatted(unique, source.substring(create.end()));
        }
        return written(definition, "concurrently " + index.name(), comparison.tableOfIndex(index.text()));
    }

    /// The statement of a definition with another name and table.
    private static String written(String definition, String name, String table) {
        var parts = DEFINITION.matcher(definition);
        if (!parts.matches()) {
            throw new IllegalArgumentException(definition);
        }
        var unique = parts.group(1) == null ? "" : "unique ";
        return "create %sindex %s on %s %s".formatted(unique, name, table, parts.group(2));
    }
}
