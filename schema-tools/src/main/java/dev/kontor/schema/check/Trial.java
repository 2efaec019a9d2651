package dev.kontor.schema.check;

import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.check.CheckReport.Checked;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.hazard.Detector;
import dev.kontor.schema.hazard.ExecutedStatement;
import dev.kontor.schema.hazard.FoundHazards;
import dev.kontor.schema.hazard.Hazard;
import dev.kontor.schema.hazard.Remedies;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Applies one migration to the scratch database, statement by statement, and reads the catalogs and
/// its locks after each statement. For one thread.
final class Trial {

    private static final String ENUM_VALUE_IS_NEW = "55P04";

    /// A procedure or a block commits, though a transaction was begun outside of it.
    private static final String TRANSACTION_ENDED_INSIDE = "2D000";

    /// The SQLSTATE classes of errors that data causes: it does not fit its type or a constraint.
    private static final Pattern DATA_ERROR = Pattern.compile("2[23].*");

    private final TrialSession session;
    private final SourceFile file;
    private final Script script;
    private final boolean isAsked;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private TableEffects effects = TableEffects.NONE;
    private boolean isApplied;

    /// @param isAsked whether the migration is checked, or only applied for the later ones
    Trial(TrialSession session, SourceFile file, boolean isAsked) {
        this.session = session;
        this.file = file;
        this.script = Script.parse(file.text());
        this.isAsked = isAsked;
    }

    /// Applies the migration. A migration that fails inside a transaction leaves nothing.
    Checked run() throws SQLException {
        var begin = System.nanoTime();
        session.begin();
        try {
            apply();
        } finally {
            session.end();
        }
        return new Checked(
                file.name(),
                !script.runsOutsideTransactions(),
                isApplied,
                effects,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private void apply() throws SQLException {
        if (script.runsOutsideTransactions()) {
            if (isAsked) {
                findMixture();
            }
            session.clearTables(); // an index build that fails on a sample row would leave its index behind
            isApplied = attempt(false);
        } else {
            isApplied = attemptInTransaction();
        }
    }

    boolean isApplied() {
        return isApplied;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private boolean attemptInTransaction() throws SQLException {
        session.beginTransaction();
        try {
            return attempt(true);
        } finally {
            session.endTransaction();
        }
    }

    /// Sample rows may be unlike any real row. So an error that they cause is no finding, and the
    /// migration is tried again without them.
    private boolean attempt(boolean inTransaction) throws SQLException {
        var start = isAsked ? session.snapshot() : CatalogSnapshot.NONE;
        var ran = new ArrayList<Ran>();
        var before = start;
        for (var statement : script.statements()) {
            try {
                session.execute(statement, file);
            } catch (SQLException e) {
                if (inTransaction && isForData(e) && !session.areTablesCleared()) {
                    session.clearTables();
                    return attempt(true);
                }
                look(steps(ran, start, before, inTransaction));
                findings.add(failure(statement, e));
                return false;
            }
            var after = isAsked ? session.snapshotAfter(statement, before) : CatalogSnapshot.NONE;
            ran.add(new Ran(statement, before, after));
            before = after;
        }
        var steps = steps(ran, start, before, inTransaction);
        look(steps);
        if (isAsked) {
            effects = TableEffects.of(steps, start, before);
        }
        if (inTransaction) {
            session.commit();
        }
        return true;
    }

    private record Ran(Statement statement, CatalogSnapshot before, CatalogSnapshot after) {}

    /// Steps are made only once the migration has ended, since a later statement may give back what an
    /// earlier one took.
    private List<ExecutedStatement> steps(
            List<Ran> ran, CatalogSnapshot start, CatalogSnapshot end, boolean inTransaction) {
        return ran.stream()
                .map(each -> new ExecutedStatement(
                        each.statement(),
                        start,
                        each.before(),
                        each.after(),
                        inTransaction ? end : each.after(),
                        inTransaction,
                        file.isContract()))
                .toList();
    }

    private void look(List<ExecutedStatement> steps) {
        if (!isAsked) {
            return;
        }
        for (var step : steps) {
            var found = new FoundHazards(file, step);
            Detector.ALL.forEach(detector -> detector.look(step, found));
            findings.addAll(found.findings());
        }
    }

    private Finding failure(Statement statement, SQLException e) {
        var line = statement.line();
        var message = FailedStatementException.firstLine(e);
        if (statement.readsStandardInput()) {
            return Hazard.DOES_NOT_APPLY.at(file, line, "", message, Remedies.COPY);
        }
        var role = UnknownRole.in(message);
        if (role.isPresent()) {
            var unknown = "a new server has no role \"%s\"".formatted(role.get());
            return Hazard.DOES_NOT_APPLY.at(file, line, "", unknown, UnknownRole.remedy(role.get()));
        }
        return switch (String.valueOf(e.getSQLState())) {
            case ENUM_VALUE_IS_NEW -> Hazard.ENUM_VALUE_USED.at(file, line, "", message);
            case TRANSACTION_ENDED_INSIDE ->
                Hazard.TRANSACTION_CONTROLLED.at(file, line, "", message, Remedies.COMMIT_IN_PROCEDURE);
            default -> Hazard.DOES_NOT_APPLY.at(file, line, "", message);
        };
    }

    private static boolean isForData(SQLException e) {
        return e.getSQLState() != null && DATA_ERROR.matcher(e.getSQLState()).matches();
    }

    private void findMixture() {
        script.statements().stream()
                .filter(Statement::wantsATransaction)
                .findFirst()
                .ifPresent(statement -> findings.add(Hazard.MIXED_TRANSACTIONS.at(file, statement.line(), "", "")));
    }
}
