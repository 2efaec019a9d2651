package dev.kontor.schema.check;

import dev.kontor.migrations.session.TableLock;
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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Applies one migration to the scratch database, statement by statement, and reads the catalogs and
/// its locks after each statement. For one thread.
final class Trial {

    /// The weakest mode, which every statement takes. Only statements that drop or change the table
    /// wait for it.
    private static final String READING = "AccessShareLock";

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
    private List<TableLock> locks = List.of();
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
                locks,
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
        var effects = new ArrayList<Effect>();
        var before = start;
        for (var statement : script.statements()) {
            try {
                session.execute(statement, file);
            } catch (SQLException e) {
                if (inTransaction && isForData(e) && !session.areTablesCleared()) {
                    session.clearTables();
                    return attempt(true);
                }
                look(effects, start, before, inTransaction);
                findings.add(failure(statement, e));
                return false;
            }
            var after = isAsked ? session.snapshotAfter(statement, before) : CatalogSnapshot.NONE;
            effects.add(new Effect(statement, before, after));
            before = after;
        }
        look(effects, start, before, inTransaction);
        if (inTransaction) {
            locks = locks(start, before);
            session.commit();
        }
        return true;
    }

    private record Effect(Statement statement, CatalogSnapshot before, CatalogSnapshot after) {}

    /// Looks only once the migration has ended, since a later statement may give back what an earlier
    /// one took.
    private void look(List<Effect> effects, CatalogSnapshot start, CatalogSnapshot end, boolean inTransaction) {
        if (!isAsked) {
            return;
        }
        for (var effect : effects) {
            var step = new ExecutedStatement(
                    effect.statement(),
                    start,
                    effect.before(),
                    effect.after(),
                    inTransaction ? end : effect.after(),
                    inTransaction,
                    file.isContract());
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

    private static List<TableLock> locks(CatalogSnapshot start, CatalogSnapshot end) {
        var locks = new ArrayList<TableLock>();
        end.locks().forEach((id, modes) -> {
            var table = start.relations().get(id);
            var mode = modes.stream().reduce(TableLock::stronger).orElse(READING);
            if (table != null && table.isTable() && !mode.equals(READING)) {
                locks.add(new TableLock(table.name(), mode));
            }
        });
        return locks.stream().sorted(Comparator.comparing(TableLock::table)).toList();
    }
}
