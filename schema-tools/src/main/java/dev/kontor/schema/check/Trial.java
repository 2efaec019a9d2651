package dev.kontor.schema.check;

import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.check.CheckReport.Checked;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.hazard.Detector;
import dev.kontor.schema.hazard.ExecutedStatement;
import dev.kontor.schema.hazard.FoundHazards;
import dev.kontor.schema.hazard.Hazard;
import dev.kontor.schema.scratch.SampleRows;
import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// One migration on the scratch database, statement by statement, with a look at the catalogs and
/// at its own locks after each. For one thread.
final class Trial {

    /// The mode that comes with everything, and only what drops or changes a table waits for.
    private static final String READING = "AccessShareLock";

    private static final String ENUM_VALUE_IS_NEW = "55P04";

    /// The classes of what data is to blame for: it does not fit its type, or a constraint.
    private static final Pattern DATA_ERROR = Pattern.compile("2[23].*");

    private final Connection connection;
    private final SampleRows rows;
    private final SourceFile file;
    private final Script script;
    private final boolean isAsked;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private List<TableLock> locks = List.of();
    private boolean isApplied;

    /// @param isAsked whether it is looked at, or only applied for the sake of later ones
    Trial(Connection connection, SampleRows rows, SourceFile file, boolean isAsked) {
        this.connection = connection;
        this.rows = rows;
        this.file = file;
        this.script = Script.parse(file.text());
        this.isAsked = isAsked;
    }

    /// Applies it, or leaves nothing of it.
    Checked run() throws SQLException {
        var begin = System.nanoTime();
        if (script.runsOutsideTransactions()) {
            if (isAsked) {
                findMixture();
            }
            rows.clear(); // a build that fails on a made-up row would leave its index behind
            isApplied = attempt(false);
        } else {
            isApplied = attemptInTransaction();
        }
        return new Checked(
                file.name(),
                !script.runsOutsideTransactions(),
                locks,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    boolean isApplied() {
        return isApplied;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private boolean attemptInTransaction() throws SQLException {
        connection.setAutoCommit(false);
        try {
            return attempt(true);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// Made-up rows may be such as the real ones never are, so what they are refused for is no
    /// finding: then it is tried without.
    private boolean attempt(boolean inTransaction) throws SQLException {
        var start = snapshot();
        var before = start;
        for (var statement : script.statements()) {
            try {
                Sql.execute(connection, statement.text());
            } catch (SQLException e) {
                if (inTransaction && isForData(e) && !rows.areCleared()) {
                    connection.rollback();
                    rows.clear();
                    connection.commit();
                    return attempt(true);
                }
                failed(statement, e);
                return false;
            }
            var after = snapshot();
            look(new ExecutedStatement(statement, start, before, after, inTransaction, file.isContract()));
            before = after;
        }
        if (inTransaction) {
            locks = locks(start, before);
            connection.commit();
        }
        return true;
    }

    private CatalogSnapshot snapshot() throws SQLException {
        return isAsked ? CatalogSnapshot.read(connection) : CatalogSnapshot.NONE;
    }

    private void look(ExecutedStatement step) {
        if (!isAsked) {
            return;
        }
        var found = new FoundHazards(file, step);
        Detector.ALL.forEach(detector -> detector.look(step, found));
        findings.addAll(found.findings());
    }

    private void failed(Statement statement, SQLException e) {
        var hazard = ENUM_VALUE_IS_NEW.equals(e.getSQLState()) ? Hazard.ENUM_VALUE_USED : Hazard.DOES_NOT_APPLY;
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        findings.add(hazard.at(file, statement.line(), "", message));
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
