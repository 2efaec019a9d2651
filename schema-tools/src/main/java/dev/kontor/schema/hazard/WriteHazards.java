package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.source.Statement;
import java.util.List;

/// Updates and deletes whose size the data alone decides. What changes one of the made-up rows, or
/// finds its rows by reading all, could change any number of them.
final class WriteHazards implements Detector {

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        step.tables()
                .filter(table -> writes(table, step))
                .filter(table -> !isBounded(step.statement(), table.name()))
                .forEach(table -> found.add(Hazard.WRITE_UNBOUNDED, table.id(), table.name()));
    }

    private static boolean writes(Relation table, ExecutedStatement step) {
        if (step.writes(table.id()) > 0) {
            return true;
        }
        return isTarget(step.statement(), table.name())
                && (step.scans(table.id()) > 0 || !step.statement().has("where") || !step.inTransaction());
    }

    private static boolean isTarget(Statement statement, String table) {
        return statement.has("update", table)
                || statement.has("update", "only", table)
                || statement.has("delete", "from", table)
                || statement.has("delete", "from", "only", table)
                || statement.has("merge", "into", table)
                || statement.has("merge", "into", "only", table);
    }

    /// A batch: as many rows as a limited query finds in the table itself. Of a `do`, each is in a
    /// transaction of its own.
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
