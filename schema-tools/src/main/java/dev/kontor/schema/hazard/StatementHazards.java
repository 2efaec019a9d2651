package dev.kontor.schema.hazard;

import dev.kontor.schema.source.Statement;
import java.util.List;
import java.util.Set;

/// Finds hazards that leave no trace in the catalogs, by the words of the statement.
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
            found.add(Hazard.NOT_REPEATABLE, "", "", repeatable(step));
        }
    }

    private static String repeatable(ExecutedStatement step) {
        var statement = step.statement();
        if (statement.has("detach", "partition")) {
            return """
                -- check: allow not-repeatable because who finds it broken off ends it by "finalize"
                %s; -- alone in its migration
                """.formatted(statement.text());
        }
        if (statement.startsWith("drop", "index", "concurrently")) {
            return statement.text().replaceFirst("(?i)\\bconcurrently\\b", "$0 if exists") + ";";
        }
        return step.after().relations().values().stream()
                .filter(index -> index.isIndex() && !step.before().relations().containsKey(index.id()))
                .map(index -> Remedies.concurrently(index, index.name()))
                .findFirst()
                .orElse("-- no way to repeat it exists: run it by hand, or allow it and say who ends it");
    }

    /// Whether the statement detaches a partition. `finalize` only ends a detachment that was
    /// interrupted.
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
