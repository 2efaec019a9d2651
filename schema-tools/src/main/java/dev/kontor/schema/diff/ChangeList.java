package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Collects changes. For one thread.
final class ChangeList {

    private final Comparison comparison;
    private final List<PlannedChange> changes = new ArrayList<>();

    ChangeList(Comparison comparison) {
        this.comparison = comparison;
    }

    /// Adds an `alter table` for something of that table, which it locks.
    PlannedChange alter(Stage stage, ObjectName object, String action) {
        return alter(stage, object.text(), object.table(), action);
    }

    PlannedChange alter(Stage stage, String object, String table, String action) {
        return add(stage, object, "alter table %s %s".formatted(table, action))
                .about(CatalogSnapshot.unquoted(table))
                .locking(Set.of(table));
    }

    /// Adds a statement that locks no table.
    PlannedChange add(Stage stage, String object, String sql) {
        var name = ObjectName.of(object);
        var subject = CatalogSnapshot.unquoted(name.table().isEmpty() ? name.name() : name.table());
        var change = new PlannedChange(stage, object, subject, sql, comparison.position(object));
        changes.add(change);
        return change;
    }

    /// Adds a statement of `schema/` as it stands there.
    PlannedChange copy(String object, String subject, String sql, int position) {
        var change = new PlannedChange(Stage.EXPAND, object, subject, sql, position).copied();
        changes.add(change);
        return change;
    }

    /// A name of an object of that kind that nothing has, or will have.
    ///
    /// @param kind the beginning of what the catalog calls it, such as `index ` or `constraint files.`
    String free(String kind, String name) {
        return ObjectName.free(name, free -> isTaken(kind + free));
    }

    private boolean isTaken(String object) {
        return comparison.isThere(object)
                || comparison.isWanted(object)
                || changes.stream().anyMatch(change -> change.made().contains(object));
    }

    List<SchemaChange> inOrder() {
        return new ChangeOrder(comparison, changes)
                .sorted().stream().map(PlannedChange::change).toList();
    }
}
