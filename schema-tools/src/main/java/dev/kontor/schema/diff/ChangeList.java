package dev.kontor.schema.diff;

import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Collects changes. For one thread.
final class ChangeList {

    private final List<SchemaChange> changes = new ArrayList<>();

    /// Adds an `alter table`, which locks that table.
    void alter(Stage stage, String table, String action) {
        add(stage, table, "alter table %s %s".formatted(table, action), Set.of(table));
    }

    /// Adds a statement that locks no table.
    void add(Stage stage, String subject, String sql) {
        add(stage, subject, sql, Set.of());
    }

    void add(Stage stage, String subject, String sql, Set<String> locks) {
        changes.add(new SchemaChange(stage, subject, sql + ";", Set.copyOf(locks)));
    }

    /// By stage; within a stage, as they were added.
    List<SchemaChange> inOrder() {
        return changes.stream()
                .sorted(Comparator.comparing(SchemaChange::stage))
                .toList();
    }
}
