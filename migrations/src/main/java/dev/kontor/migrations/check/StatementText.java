package dev.kontor.migrations.check;

/// What leaves no trace in the catalogs, and so is told by the statement's own words.
final class StatementText implements Detector {

    @Override
    public void look(Step step, Found found) {
        var statement = step.statement();
        if (statement.controlsTheTransaction()) {
            found.add(Danger.TRANSACTION_CONTROLLED, "", "");
        }
        if (step.inTransaction() && statement.has("detach", "partition")) {
            found.add(Danger.DETACHED_NOT_CONCURRENTLY, statement.words().get(2), "");
        }
        if (statement.has("index", "concurrently") && !statement.isRepeatable()) {
            found.add(Danger.NOT_REPEATABLE, "", "");
        }
    }
}
