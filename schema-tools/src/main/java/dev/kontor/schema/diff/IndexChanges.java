package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;

/// Builds indexes on tables that are there.
record IndexChanges(Comparison comparison, ChangeList changes) {

    /// @param isThere whether there is an index of that name, with another definition
    /// @throws RefusedChangeException the index serves queries and cannot be changed in place
    void change(ObjectName index, String definition, boolean isThere) {
        if (Comparison.isOfConstraint(index, comparison.target().catalog())) {
            return; // The constraint builds it.
        }
        if (isThere) {
            refuseToReplace(index.name());
        }
        build(index.name(), definition);
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

    void build(String name, String definition) {
        var sql = "drop index concurrently if exists %s;\n%s"
                .formatted(name, concurrent(comparison.sourceOf("index " + name, definition)));
        changes.add(Stage.INDEX, name, sql);
    }

    private static String concurrent(String createIndex) {
        return createIndex
                .replace(" ON public.", " on ")
                .replace(" USING btree", "")
                .replaceFirst("(?i)^create unique", "create unique")
                .replaceFirst("(?i)^create (unique )?index ", "create $1index concurrently ");
    }
}
