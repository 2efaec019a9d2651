package dev.kontor.schema.plan;

import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.json.ReportJson;
import dev.kontor.migrations.run.PlannedRun;
import dev.kontor.schema.check.CheckReport;
import dev.kontor.schema.plan.LiveTables.HeldTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run would do to a database, and who would be in its way now.
///
/// @param run the migrations
/// @param steps those that would be applied, in order; it ends before one that fails on a scratch
///   database
/// @param obstacles the locks of others for which a step would wait
/// @param longest the oldest open transaction in the database; null where none is open
/// @param hiddenSessions how many sessions the role may not look at
/// @param notTried what the scratch database could not show
/// @param failure why a step would fail; null where all can be applied
public record MigrationPlan(
        PlannedRun run,
        List<PlanStep> steps,
        List<Obstacle> obstacles,
        @Nullable HeldTransaction longest,
        int hiddenSessions,
        List<CheckReport.Skipped> notTried,
        @Nullable String failure) {

    public MigrationPlan {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
        notTried = List.copyOf(notTried);
    }

    /// The plan for people.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(head());
        if (!steps.isEmpty() || !run.held().isEmpty()) {
            lines.add("");
            lines.addAll(table());
        }
        if (!obstacles.isEmpty()) {
            lines.add("");
            lines.addAll(inTheWay());
        }
        lines.add("");
        lines.add(longestLine());
        lines.addAll(notes());
        return lines;
    }

    private String head() {
        var now = run.version() == null ? "The database is empty." : "The schema is at V%s.".formatted(run.version());
        var pending = run.pending().size();
        var toDo = pending == 0
                ? "There is nothing to do."
                : "A run would apply %s.".formatted(pending == 1 ? "1 migration" : pending + " migrations");
        return "%s %s Nothing was changed: the session is read-only.".formatted(now, toDo);
    }

    private List<String> table() {
        var table = new TextTable("migration", "locks", "table", "rows");
        steps.forEach(step -> step.addTo(table));
        run.held().forEach(file -> table.add(file.path(), "waits for a later deploy", "", ""));
        return table.lines();
    }

    private List<String> inTheWay() {
        var table = new TextTable("held now", "lock", "by", "open for", "doing");
        obstacles.forEach(each -> each.addTo(table));
        return table.lines();
    }

    private String longestLine() {
        if (longest == null) {
            return "No transaction is open.";
        }
        var waits = steps.stream().allMatch(PlanStep::inTransaction)
                ? ""
                : "\nWhat runs without a transaction may have to wait until it has ended.";
        return "The longest transaction has been open for %s: %s, %s%s"
                .formatted(longest.spelledAge(), longest.who(), longest.doing(), waits);
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        run.notes().forEach(note -> notes.add("note: " + note));
        notTried.forEach(
                each -> notes.add("note: %s:%d was not tried: %s".formatted(each.file(), each.line(), each.reason())));
        if (hiddenSessions > 0) {
            notes.add("note: the role may not see what %s; grant it pg_read_all_stats"
                    .formatted(hiddenSessions == 1 ? "1 session does" : hiddenSessions + " sessions do"));
        }
        return notes;
    }

    /// The plan as one JSON object.
    public String toJson() {
        return ReportJson.object(json -> {
            json.writeStringProperty("version", run.version());
            ReportJson.objects(json, "steps", steps, PlanStep::write);
            ReportJson.strings(
                    json, "held", run.held().stream().map(MigrationFile::path).toList());
            ReportJson.objects(json, "inTheWay", obstacles, Obstacle::write);
            if (longest != null) {
                json.writeName("longestTransaction");
                json.writeStartObject();
                Obstacle.write(json, longest);
                json.writeEndObject();
            }
            ReportJson.strings(json, "notes", notes());
            json.writeStringProperty("error", failure);
        });
    }
}
