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

    /// Whether each statement runs in a transaction of its own, since one of them cannot run in one
    /// that is open.
    public boolean runsOutsideTransactions() {
        return statements.stream().anyMatch(Statement::runsOutsideTransactions);
    }

    /// The line that the statement begins on which a line belongs to: one before it, or in it; 0
    /// for a line after the last.
    public int statementOf(int line) {
        return statements.stream()
                .filter(statement -> line <= statement.lastLine())
                .mapToInt(Statement::line)
                .findFirst()
                .orElse(0);
    }
}
