package dev.kontor.schema.source;

import dev.kontor.migrations.artefact.SqlStatement;
import java.util.List;

/// A file's statements, as the migration function splits and runs them.
public record Script(List<Statement> statements) {

    public Script {
        statements = List.copyOf(statements);
    }

    public static Script parse(String text) {
        var statements = SqlStatement.parse(text);
        return new Script(
                statements.stream().map(each -> Statement.of(each, statements)).toList());
    }

    /// Whether each statement runs on its own, since one of them cannot run inside a transaction.
    public boolean runsOutsideTransactions() {
        return statements.stream().anyMatch(Statement::runsOutsideTransactions);
    }

    /// The line on which the statement at a line begins. A line between two statements belongs to
    /// the later one; a line after the last statement gives 0.
    public int statementOf(int line) {
        return statements.stream()
                .filter(statement -> line <= statement.lastLine())
                .mapToInt(Statement::line)
                .findFirst()
                .orElse(0);
    }
}
