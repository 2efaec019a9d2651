package dev.kontor.migrations.check;

import dev.kontor.migrations.check.Snapshot.Relation;

/// Updates and deletes whose size the data alone decides. What changes one of the made-up rows, or
/// finds its rows by reading all, could change any number of them.
final class Writes implements Detector {

    @Override
    public void look(Step step, Found found) {
        if (!isBounded(step.statement())) {
            step.tables()
                    .filter(table -> writes(table, step))
                    .forEach(table -> found.add(Danger.WRITE_UNBOUNDED, table.id(), table.name()));
        }
    }

    private static boolean writes(Relation table, Step step) {
        if (step.writes(table.id()) > 0) {
            return true;
        }
        var target = target(step.statement(), table.name());
        return target
                && (step.scans(table.id()) > 0
                        || !step.statement().has("where")
                        || !step.inTransaction());
    }

    private static boolean target(Statement statement, String table) {
        return statement.has("update", table)
                || statement.has("update", "only", table)
                || statement.has("delete", "from", table)
                || statement.has("delete", "from", "only", table);
    }

    /// A batch: of a `do`, each in a transaction of its own.
    private static boolean isBounded(Statement statement) {
        return statement.has("limit")
                && (!statement.startsWith("do") || statement.runsOutsideTransactions());
    }
}
