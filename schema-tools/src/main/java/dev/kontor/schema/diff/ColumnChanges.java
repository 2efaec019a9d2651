package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.CatalogSnapshot;
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
        changes.alter(Stage.EXPAND, column, "add column %s %s".formatted(column.name(), definition.text()))
                .making(column.text());
    }

    /// Whether PostgreSQL can only drop a column and add it anew.
    static boolean isReplaced(ColumnDefinition old, ColumnDefinition now) {
        if (now.isComputed()) {
            return !old.isComputed() || old.isVirtual() != now.isVirtual();
        }
        return old.isVirtual();
    }

    /// @throws RefusedChangeException the column would have to be dropped and added anew, or would
    ///   count from 1 beside rows that are there
    void change(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        if (isReplaced(old, now)) {
            replace(column, old, now);
            return;
        }
        dropIdentity(column, old, now);
        if (!old.type().equals(now.type())) {
            changeType(column, old, now);
        } else if (!old.defaultValue().equals(now.defaultValue())) {
            changeDefault(column, now);
        }
        if (!old.isComputed() && old.isNotNull() && !now.isNotNull()) {
            changes.alter(Stage.EXPAND, column, alter(column) + " drop not null");
        } else if (!old.isNotNull() && now.isNotNull()) {
            require(column);
        }
        makeGenerated(column, old, now);
    }

    private static String alter(ObjectName column) {
        return "alter column " + column.name();
    }

    private void replace(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        if (!comparison.mayFail()) {
            throw new RefusedChangeException(
                    "%s.%s can only be computed in another way under another name: add it beside this one, and drop this one when nothing uses it"
                            .formatted(column.table(), column.name()));
        }
        changes.alter(Stage.EXPAND, column, "drop column " + column.name()).dropping(column.text());
        changes.alter(Stage.EXPAND, column, "add column %s %s".formatted(column.name(), now.text()))
                .making(column.text());
        if (!now.isComputed()) {
            var fill = "update %s set %s = %s".formatted(column.table(), column.name(), old.expression());
            changes.add(Stage.EXPAND, column.text(), fill);
        }
    }

    /// A default of the old type may not convert, even where every value does.
    private void changeType(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        refuseComputedFrom(column);
        var converts = !old.typeName().equals(now.typeName()) && !now.holds(old);
        if (converts && !old.defaultValue().isEmpty()) {
            changes.alter(Stage.EXPAND, column, alter(column) + " drop default");
        }
        var using = converts ? " using " + conversion(column, old, now) : "";
        changes.alter(Stage.EXPAND, column, alter(column) + " type " + now.type() + using)
                .retyping(column.text());
        if (converts ? !now.defaultValue().isEmpty() : !old.defaultValue().equals(now.defaultValue())) {
            changeDefault(column, now);
        }
    }

    /// PostgreSQL changes no type that another column is computed from.
    private void refuseComputedFrom(ObjectName column) {
        comparison
                .usersBefore(column.text())
                .filter(user -> user.startsWith("column "))
                .map(ObjectName::of)
                .filter(this::staysComputed)
                .findFirst()
                .ifPresent(computed -> {
                    throw new RefusedChangeException(
                            "the type of %s.%s cannot be changed while %s is computed from it: drop that first, and add it again later"
                                    .formatted(column.table(), column.name(), computed.name()));
                });
    }

    /// Whether the column is still computed when types change; push drops it before, if it goes.
    private boolean staysComputed(ObjectName column) {
        var old = ColumnDefinition.of(comparison.definitionBefore(column.text()));
        var goes = !comparison.isWanted(column.text())
                || isReplaced(old, ColumnDefinition.of(comparison.definition(column.text())));
        return old.isComputed() && !(comparison.mayFail() && goes);
    }

    /// An enum converts by way of text only.
    private String conversion(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        var type = now.type().replaceFirst(" collate .*", "");
        return isEnum(old) || isEnum(now)
                ? "%s::text::%s".formatted(column.name(), type)
                : "%s::%s".formatted(column.name(), type);
    }

    private boolean isEnum(ColumnDefinition column) {
        var type = "type " + column.typeName();
        return (comparison.definition(type) + comparison.definitionBefore(type)).startsWith("enum ");
    }

    private void changeDefault(ObjectName column, ColumnDefinition now) {
        if (now.defaultValue().isEmpty()) {
            // Code of the release before may leave a required column out of its inserts.
            var stage = now.isNotNull() && !comparison.mayFail() ? Stage.CONTRACT : Stage.EXPAND;
            changes.alter(stage, column, alter(column) + " drop default");
        } else {
            changes.alter(Stage.EXPAND, column, alter(column) + " set default " + now.defaultValue())
                    .needing(comparison.needsOf(column.text()).toArray(String[]::new));
        }
    }

    private void dropIdentity(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        if (old.isIdentity() && !now.isIdentity()) {
            var isFilled = !now.isNotNull() || !now.defaultValue().isEmpty();
            var stage = isFilled || comparison.mayFail() ? Stage.EXPAND : Stage.CONTRACT;
            changes.alter(stage, column, alter(column) + " drop identity");
        }
    }

    private void makeGenerated(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        if (old.made().equals(now.made())) {
            return;
        }
        if (now.isIdentity() && old.isIdentity()) {
            changeIdentity(column, old, now);
        } else if (now.isIdentity()) {
            addIdentity(column, now);
        } else if (now.isComputed()) {
            changes.alter(Stage.EXPAND, column, alter(column) + " set expression as " + now.expression())
                    .making(column.text());
        } else if (old.isComputed()) {
            changes.alter(Stage.EXPAND, column, alter(column) + " drop expression");
        }
    }

    private void changeIdentity(ObjectName column, ColumnDefinition old, ColumnDefinition now) {
        if (!old.countingSettings().equals(now.countingSettings())) {
            throw new RefusedChangeException("%s.%s cannot count in another way from here: change its sequence by hand"
                    .formatted(column.table(), column.name()));
        }
        changes.alter(Stage.EXPAND, column, alter(column) + " set " + now.made().replaceFirst(" as identity.*", ""));
    }

    private void addIdentity(ObjectName column, ColumnDefinition now) {
        if (!comparison.mayFail()) {
            throw new RefusedChangeException(
                    "%s.%s would count from 1 beside the rows that are there: write by hand where it begins"
                            .formatted(column.table(), column.name()));
        }
        changes.alter(Stage.EXPAND, column, alter(column) + " add " + now.made());
        changes.add(
                Stage.EXPAND,
                column.text(),
                "select setval(pg_get_serial_sequence('%1$s', '%2$s'), max(%3$s)) from %4$s having max(%3$s) > 0"
                        .formatted(
                                column.table().replace("'", "''"),
                                CatalogSnapshot.unquoted(column.name()).replace("'", "''"),
                                column.name(),
                                column.table()));
    }

    /// Goes by way of a check, so that no lock is held while rows are read.
    private void require(ObjectName column) {
        var isRequired = "required " + column.text();
        if (comparison.mayFail()) {
            changes.alter(Stage.EXPAND, column, alter(column) + " set not null").making(isRequired);
            return;
        }
        var check = checkName(column);
        var checked = "constraint %s.%s".formatted(column.table(), check);
        var condition = "check (%s is not null) not valid".formatted(column.name());
        changes.alter(Stage.EXPAND, column, "add constraint %s %s".formatted(check, condition))
                .making(checked);
        ConstraintChanges.validate(changes, ObjectName.of(checked));
        changes.alter(Stage.REQUIRE, column, alter(column) + " set not null")
                .making(isRequired)
                .needing(ConstraintChanges.validated(checked));
        changes.alter(Stage.REQUIRE, column, "drop constraint " + check);
    }

    private String checkName(ObjectName column) {
        var table = CatalogSnapshot.unquoted(column.table());
        return changes.free(
                "constraint %s.".formatted(column.table()),
                "ck_%s_%s_not_null".formatted(table, CatalogSnapshot.unquoted(column.name())));
    }
}
