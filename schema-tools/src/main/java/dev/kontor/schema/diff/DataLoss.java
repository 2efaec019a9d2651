package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the differences that hold data which a change of the schema would drop or cut.
record DataLoss(List<Difference> differences, Comparison comparison, Connection database) {

    /// @throws RefusedChangeException there is one
    void refuse() throws SQLException {
        var lost = holdingData(this::isDropped).map(Difference::object).collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            throw new RefusedChangeException(
                    "schema/ has no %s, which holds data; --drop-data drops it".formatted(lost));
        }
        var computed =
                holdingData(DataLoss::isComputedNow).map(Difference::object).collect(Collectors.joining(", "));
        if (!computed.isEmpty()) {
            throw new RefusedChangeException(
                    "schema/ computes %s, which holds data of its own; --drop-data drops that".formatted(computed));
        }
        // PostgreSQL may round or cut values when it converts them, without an error.
        var narrowed =
                holdingData(DataLoss::isNarrowed).map(Difference::toString).collect(Collectors.joining(", "));
        if (!narrowed.isEmpty()) {
            throw new RefusedChangeException(
                    "not every value that is there may be one of the new type: %s; --drop-data converts it"
                            .formatted(narrowed));
        }
    }

    /// What only another column computes is no loss, nor is a column that is now as its table's.
    private boolean isDropped(Difference difference) {
        return difference.expected() == null
                && !isInherited(difference)
                && !(isColumn(difference)
                        && ColumnDefinition.of(String.valueOf(difference.actual()))
                                .isComputed());
    }

    private boolean isInherited(Difference difference) {
        return isColumn(difference)
                && !comparison.inherited(ObjectName.of(difference.object())).isEmpty();
    }

    private static boolean isComputedNow(Difference difference) {
        return isChangedColumn(difference)
                && ColumnDefinition.of(String.valueOf(difference.expected())).isComputed()
                && !ColumnDefinition.of(String.valueOf(difference.actual())).isComputed();
    }

    private static boolean isNarrowed(Difference difference) {
        if (difference.expected() == null || difference.actual() == null) {
            return false;
        }
        return (isColumn(difference) || difference.object().startsWith("attribute "))
                && !ColumnDefinition.of(difference.expected()).holds(ColumnDefinition.of(difference.actual()));
    }

    private static boolean isChangedColumn(Difference difference) {
        return isColumn(difference) && difference.expected() != null && difference.actual() != null;
    }

    private static boolean isColumn(Difference difference) {
        return difference.object().startsWith("column ");
    }

    private Stream<Difference> holdingData(Predicate<Difference> which) throws SQLException {
        var holding = new ArrayList<Difference>();
        for (var difference : differences) {
            if (which.test(difference) && holdsData(difference)) {
                holding.add(difference);
            }
        }
        return holding.stream();
    }

    private boolean holdsData(Difference difference) throws SQLException {
        var object = ObjectName.of(difference.object());
        return switch (object.kind()) {
            case "table" -> isStored(String.valueOf(difference.actual())) && isThere("select from " + object.name());
            case "column" ->
                isStored(comparison.definition("table " + object.table()))
                        && isThere("select from %s where %s is not null".formatted(object.table(), object.name()));
            case "attribute" -> isUsed("type " + object.table());
            default -> false;
        };
    }

    /// Whether a column with data has the type, as it is or within another.
    private boolean isUsed(String type) throws SQLException {
        for (var user : comparison.from().dependencies().dependantsOf(Set.of(type))) {
            var column = ObjectName.of(user);
            if (column.kind().equals("column")
                    && isThere(
                            "select from %s where %s is distinct from null".formatted(column.table(), column.name()))) {
                return true;
            }
        }
        return false;
    }

    /// Whether the definition is a table's, not a view's.
    private static boolean isStored(String definition) {
        return definition.matches("(?s)[rp].*");
    }

    private boolean isThere(String rows) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery(rows + " limit 1")) {
            return row.next();
        }
    }
}
