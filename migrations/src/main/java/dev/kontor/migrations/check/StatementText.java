package dev.kontor.migrations.check;

import java.util.Set;

/// What leaves no trace in the catalogs, and so is told by the statement's own words.
final class StatementText implements Detector {

    /// After `set`, what ends with the transaction.
    private static final Set<String> PASSING = Set.of("local", "constraints", "transaction");

    @Override
    public void look(Step step, Found found) {
        var statement = step.statement();
        if (statement.controlsTheTransaction()) {
            found.add(Danger.TRANSACTION_CONTROLLED, "", "");
        }
        if (statement.startsWith("set")
                && statement.words().size() > 1
                && !PASSING.contains(statement.words().get(1))) {
            found.add(Danger.SESSION_SET, "", "");
        }
        if (step.inTransaction() && statement.has("detach", "partition")) {
            found.add(Danger.DETACHED_NOT_CONCURRENTLY, statement.words().get(2), "");
        }
        if (statement.has("concurrently", "if", "not", "exists")) {
            found.add(Danger.CONCURRENTLY_IF_NOT_EXISTS, "", "");
        }
    }
}
