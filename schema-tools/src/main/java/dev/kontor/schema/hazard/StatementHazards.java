package dev.kontor.schema.hazard;

import dev.kontor.schema.source.Statement;
import java.util.List;
import java.util.Set;

/// What leaves no trace in the catalogs, and so is told by the statement's own words.
final class StatementHazards implements Detector {

    private static final Set<String> BEFORE_THE_TABLE = Set.of("alter", "table", "if", "exists", "only");

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        var statement = step.statement();
        if (statement.controlsTheTransaction()) {
            found.add(Hazard.TRANSACTION_CONTROLLED, "", "");
        }
        if (step.inTransaction() && isDetaching(statement)) {
            found.add(Hazard.DETACHED_NOT_CONCURRENTLY, alteredTable(statement.words()), "");
        }
        if (statement.runsOutsideTransactions() && !statement.isRepeatable()) {
            found.add(Hazard.NOT_REPEATABLE, "", "");
        }
    }

    /// Not what only ends a detachment that was broken off.
    private static boolean isDetaching(Statement statement) {
        return statement.has("detach", "partition")
                && !statement.words().getLast().equals("finalize");
    }

    private static String alteredTable(List<String> words) {
        return words.stream()
                .filter(word -> !BEFORE_THE_TABLE.contains(word))
                .findFirst()
                .orElse("");
    }
}
