package dev.kontor.schema.plan;

import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.run.PlannedRun;
import dev.kontor.migrations.session.Session;
import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.check.Check;
import dev.kontor.schema.check.CheckReport;
import dev.kontor.schema.check.CheckReport.Checked;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.hazard.Hazard;
import dev.kontor.schema.plan.LiveTables.TableHolder;
import dev.kontor.schema.plan.PlanStep.PlanTable;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells what a run would do to a database. It tries the pending migrations on a scratch database
/// that has those which the database has, and looks up their tables in the database itself. For one
/// thread.
public final class Planner {

    private static final Set<String> FAILURES = Stream.of(
                    Hazard.DOES_NOT_APPLY, Hazard.ENUM_VALUE_USED, Hazard.TRANSACTION_CONTROLLED)
            .map(Hazard::id)
            .collect(Collectors.toUnmodifiableSet());

    private final LiveTables live;

    /// @param session of the database; [Session#onlyRead] makes it refuse changes
    public Planner(Session session) {
        this.live = new LiveTables(session);
    }

    /// Tries the migrations.
    ///
    /// @param history the table of the run's history
    /// @param progress is told each step in words
    public static CheckReport tried(
            PlannedRun run, String history, ScratchDatabases databases, Consumer<String> progress) throws SQLException {
        var pending = sources(run.pending());
        var all =
                Stream.concat(sources(run.applied()).stream(), pending.stream()).toList();
        return new Check(new Repository(all, List.of()).withHistory(history), databases, progress).only(pending);
    }

    /// @param report what came of trying the migrations; null where none is pending
    public MigrationPlan plan(PlannedRun run, @Nullable CheckReport report) throws SQLException {
        var steps = new ArrayList<PlanStep>();
        var tried = report == null ? List.<Checked>of() : report.migrations();
        for (var migration : tried) {
            if (migration.isApplied()) {
                steps.add(new PlanStep(migration.file(), migration.inTransaction(), tables(migration)));
            }
        }
        return new MigrationPlan(
                run,
                steps,
                obstacles(steps),
                live.longest().orElse(null),
                live.hidden(),
                report == null ? List.of() : report.skipped(),
                report == null ? null : failure(report));
    }

    private List<PlanTable> tables(Checked migration) throws SQLException {
        var effects = migration.effects();
        var modes = new TreeMap<String, String>();
        effects.reads().forEach(table -> modes.put(table, "ACCESS SHARE"));
        effects.rewrites().forEach(table -> modes.put(table, "ACCESS SHARE"));
        effects.locks().forEach(lock -> modes.put(lock.table(), TableLock.spelled(lock.mode())));
        var tables = new ArrayList<PlanTable>();
        for (var table : modes.entrySet()) {
            var name = table.getKey();
            // One that an earlier migration of the plan makes is not there yet.
            if (live.exists(name)) {
                var reads = effects.reads().contains(name);
                var rewrites = effects.rewrites().contains(name);
                var size = reads || rewrites ? live.size(name) : null;
                tables.add(new PlanTable(name, table.getValue(), reads, rewrites, size));
            }
        }
        return tables;
    }

    private List<Obstacle> obstacles(List<PlanStep> steps) throws SQLException {
        var names = new TreeSet<String>();
        steps.forEach(step -> step.tables().forEach(table -> names.add(table.name())));
        var obstacles = new ArrayList<Obstacle>();
        for (var name : names) {
            live.holders(name).stream()
                    .filter(holder -> steps.stream().anyMatch(step -> waits(step, name, holder)))
                    .forEach(holder -> obstacles.add(new Obstacle(name, holder)));
        }
        return obstacles;
    }

    /// What runs outside of a transaction also waits for those who use the table, before it ends.
    private static boolean waits(PlanStep step, String name, TableHolder holder) {
        return step.tables().stream()
                .filter(table -> table.name().equals(name))
                .anyMatch(table ->
                        !step.inTransaction() || LockMode.of(table.mode()).waitsFor(LockMode.of(holder.mode())));
    }

    private static @Nullable String failure(CheckReport report) {
        return report.migrations().stream()
                .filter(migration -> !migration.isApplied())
                .map(migration -> failure(migration, report.findings()))
                .findFirst()
                .orElse(null);
    }

    private static String failure(Checked migration, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.file().equals(migration.file()) && FAILURES.contains(finding.rule()))
                .map(finding -> "%s:%d: %s".formatted(finding.file(), finding.line(), finding.effect()))
                .reduce((_, last) -> last)
                .orElse(migration.file() + " cannot be applied");
    }

    private static List<SourceFile> sources(List<MigrationFile> files) {
        return files.stream()
                .map(file -> new SourceFile(file.path(), file.sql(), file.isContract()))
                .toList();
    }
}
