package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.source.Statement;
import java.util.List;

/// Finds updates and deletes that miss rows, and those without a bound on the number of rows. A
/// statement that changes one of the sample rows, or reads the whole table to find its rows, could
/// change any number of them.
final class WriteHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        step.tables()
                .filter(table -> table.isFiltered() && step.statement().changesRowsOf(table.word()))
                .forEach(table -> found.add(Hazard.WRITE_MISSES_ROWS, table.id(), table.name()));
        step.tables()
                .filter(table -> writes(table, step))
                .filter(table -> !isBounded(step.statement(), table.word()))
                .forEach(table -> found.add(Hazard.WRITE_UNBOUNDED, table.id(), table.name()));
    }

    private static boolean writes(Relation table, ExecutedStatement step) {
        if (step.writes(table.id()) > 0) {
            return true;
        }
        return step.statement().changesRowsOf(table.word())
                && (step.scans(table.id()) > 0 || !step.statement().has("where") || !step.inTransaction());
    }

    /// Whether the statement changes a batch: only the rows that a query with a limit finds in the
    /// table itself. In a `do`, each batch needs a transaction of its own.
    private static boolean isBounded(Statement statement, String table) {
        return isLimited(statement.words(), table)
                && (!statement.startsWith("do") || statement.runsOutsideTransactions());
    }

    private static boolean isLimited(List<String> words, String table) {
        var end = words.lastIndexOf("limit");
        for (int from = 1; from < end; from++) {
            if (words.get(from).equals("from")
                    && !words.get(from - 1).equals("delete")
                    && words.get(from + 1).equals(table)) {
                return true;
            }
        }
        return false;
    }
}
