package dev.kontor.schema.check;

import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.check.CheckReport.Skipped;
import dev.kontor.schema.scratch.MigrationOwner;
import dev.kontor.schema.scratch.SampleRows;
import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The connection to a scratch database on which files are tried, one after the other. Each begins
/// with the same settings, whatever the one before it has set. For one thread.
final class TrialSession {

    private final Connection connection;
    private final MigrationOwner owner;
    private final SampleRows rows;
    private final MissingExtensions missing = new MissingExtensions();
    private final Set<Skipped> skipped = new LinkedHashSet<>(); // a file may be tried twice

    private final Set<FileStatement> skippedStatements = new HashSet<>();

    private record FileStatement(SourceFile file, Statement statement) {}

    private TrialSession(Connection connection) {
        this.connection = connection;
        this.owner = new MigrationOwner(connection);
        this.rows = new SampleRows(connection);
    }

    /// On a database that has no objects yet.
    static TrialSession onEmpty(Connection connection) throws SQLException {
        var session = new TrialSession(connection);
        session.owner.prepare();
        return session;
    }

    /// On a database with a history, to which migrations were applied.
    static TrialSession onMigrated(Connection connection) {
        return new TrialSession(connection);
    }

    /// Makes Flyway's history, which a migration lets the functions' role read.
    ///
    /// @param table its name
    void createHistory(String table) throws SQLException {
        begin();
        Sql.execute(connection, """
            create table public.%s (
              installed_rank int primary key, version text, description text, success boolean)
            """.formatted(table));
        end();
    }

    void begin() throws SQLException {
        owner.signIn();
    }

    void end() throws SQLException {
        owner.signOut();
    }

    void beginTransaction() throws SQLException {
        connection.setAutoCommit(false);
    }

    /// Undoes what was not committed.
    void endTransaction() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    CatalogSnapshot snapshot() throws SQLException {
        return CatalogSnapshot.read(connection);
    }

    /// @param before the catalogs before the statement
    CatalogSnapshot snapshotAfter(Statement statement, CatalogSnapshot before) throws SQLException {
        return statement.takesNoRight()
                ? CatalogSnapshot.read(connection, before.rights())
                : CatalogSnapshot.read(connection);
    }

    /// Generates rows for empty tables.
    ///
    /// @return the tables for which no row could be generated
    List<String> fillTables() throws SQLException {
        return rows.fill();
    }

    boolean areTablesCleared() {
        return rows.areCleared();
    }

    /// Empties all tables, between [#begin] and [#end]. Undoes the transaction, if there is one.
    void clearTables() throws SQLException {
        var inTransaction = !connection.getAutoCommit();
        if (inTransaction) {
            endTransaction();
        }
        end();
        rows.clear();
        begin();
        if (inTransaction) {
            beginTransaction();
        }
    }

    /// Applies a whole file as the owner, statement by statement.
    ///
    /// @throws FailedStatementException a statement fails
    void apply(SourceFile file) throws SQLException {
        begin();
        try {
            for (var statement : Script.parse(file.text()).statements()) {
                try {
                    execute(statement, file);
                } catch (SQLException e) {
                    throw new FailedStatementException(statement, e);
                }
            }
        } finally {
            end();
        }
    }

    /// Runs a statement, or skips it if it needs an extension that the server lacks.
    void execute(Statement statement, SourceFile file) throws SQLException {
        if (statement.readsStandardInput()) {
            throw new SQLException("copy … from stdin finds no rows, since a migration has no standard input");
        }
        var needsSavepoint = !connection.getAutoCommit() && missing.mayCauseFailureOf(statement);
        var savepoint = needsSavepoint ? connection.setSavepoint() : null;
        try {
            owner.execute(statement);
        } catch (SQLException e) {
            if (!missing.explains(e)) {
                throw e;
            }
            if (savepoint != null) {
                connection.rollback(savepoint);
            }
            skippedStatements.add(new FileStatement(file, statement));
            skipped.add(new Skipped(file.name(), statement.line(), FailedStatementException.firstLine(e)));
        }
    }

    /// The extensions that migrations asked for and the server lacks.
    List<String> missingExtensions() {
        return missing.names();
    }

    boolean hasSkipped(Statement statement, SourceFile file) {
        return skippedStatements.contains(new FileStatement(file, statement));
    }

    List<Skipped> skipped() {
        return List.copyOf(skipped);
    }
}
