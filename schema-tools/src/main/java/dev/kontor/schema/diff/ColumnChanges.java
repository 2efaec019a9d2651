package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;

/// Adds columns to tables that are there, and changes them.
record ColumnChanges(Comparison comparison, ChangeList changes) {

    /// @throws RefusedChangeException the column is required, and nothing fills it in existing rows
    void add(ObjectName column, ColumnDefinition definition) {
        if (!definition.canBeAdded() && !comparison.mayFail()) {
            throw new RefusedChangeException(
                    "%s.%s is required and nothing fills it in the rows that are there: give it a default, or let it be null at first"
                            .formatted(column.table(), column.name()));
        }
        changes.alter(Stage.EXPAND, column.table(), "add column %s %s".formatted(column.name(), definition.text()));
    }

    void change(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        var alter = "alter column " + column.name();
        var table = column.table();
        if (!old.type().equals(now.type())) {
            changes.alter(Stage.EXPAND, table, alter + " type " + now.type());
        }
        if (!old.defaultValue().equals(now.defaultValue())) {
            changeDefault(table, alter, now);
        }
        if (old.isNotNull() && !now.isNotNull()) {
            changes.alter(Stage.EXPAND, table, alter + " drop not null");
        } else if (!old.isNotNull() && now.isNotNull()) {
            require(table, column.name());
        }
    }

    private void changeDefault(String table, String alter, ColumnDefinition now) {
        if (now.defaultValue().isEmpty()) {
            // Code of the release before may leave a required column out of its inserts.
            var stage = now.isNotNull() ? Stage.CONTRACT : Stage.EXPAND;
            changes.alter(stage, table, alter + " drop default");
        } else {
            changes.alter(Stage.EXPAND, table, alter + " set default " + now.defaultValue());
        }
    }

    /// Goes by way of a check, so that no lock is held while rows are read.
    private void require(String table, String column) {
        var check = "ck_%s_%s_not_null".formatted(table, column);
        var condition = "check (%s is not null) not valid".formatted(column);
        changes.alter(Stage.EXPAND, table, "add constraint %s %s".formatted(check, condition));
        ConstraintChanges.validate(changes, table, check);
        changes.alter(Stage.REQUIRE, table, "alter column %s set not null".formatted(column));
        changes.alter(Stage.REQUIRE, table, "drop constraint " + check);
    }
}
