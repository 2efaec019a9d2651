package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.run.MigrationReport.Applied;
import dev.kontor.migrations.session.TableLock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// What the attempts of one run have done so far. For one thread.
final class Progress {

    private final List<History.HistoryRow> applied = new ArrayList<>();
    private final Map<MigrationVersion, Integer> tries = new HashMap<>();
    private final Map<MigrationVersion, List<TableLock>> locks = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private List<String> blockers = List.of();
    private @Nullable History before;
    private @Nullable History after;
    private @Nullable Plan plan;

    /// An attempt has got the lock, and has read this history.
    void began(History history) {
        if (before == null) {
            before = history;
        }
        after = history;
    }

    /// An attempt is over.
    ///
    /// @param attemptAfter null where the database did not answer any more
    void ended(History attemptBefore, @Nullable History attemptAfter) {
        if (attemptAfter != null) {
            applied.addAll(attemptAfter.since(attemptBefore));
            after = attemptAfter;
        }
    }

    /// Whether the run found an empty database when it began.
    boolean beganWithNothing() {
        return before != null && before.isEmpty();
    }

    void planned(Plan newest) {
        plan = newest;
    }

    void tries(MigrationFile file) {
        tries.merge(file.version(), 1, Integer::sum);
    }

    void locked(MigrationFile file, List<TableLock> held) {
        locks.put(file.version(), held);
    }

    /// Keeps who was in the way of the latest statement.
    void blocked(List<String> inTheWay) {
        blockers = inTheWay;
    }

    List<String> blockers() {
        return blockers;
    }

    /// The same as the end of an error message; empty where nobody was in the way.
    String inTheWay() {
        return blockers.isEmpty() ? "" : "; in the way: " + String.join("; ", blockers);
    }

    /// Adds a fact for an operator. The same text is kept once.
    void note(String text) {
        notes.add(text);
    }

    /// How many migrations have been tried so far. It grows as the run goes on.
    int reached() {
        return tries.size();
    }

    MigrationReport report(@Nullable String error, long milliseconds) {
        var status = error != null
                ? MigrationReport.FAILED
                : applied.isEmpty() ? MigrationReport.CURRENT : MigrationReport.MIGRATED;
        return new MigrationReport(
                status,
                text(before),
                text(after),
                applied.stream().map(this::applied).toList(),
                plan == null ? List.of() : names(plan.pending()),
                plan == null ? List.of() : names(plan.held()),
                List.copyOf(notes),
                milliseconds,
                error);
    }

    private Applied applied(History.HistoryRow row) {
        return new Applied(
                row.version().getVersion(),
                row.description(),
                row.milliseconds(),
                tries.getOrDefault(row.version(), 1),
                locks.getOrDefault(row.version(), List.of()));
    }

    private List<String> names(List<MigrationFile> files) {
        return files.stream()
                .filter(file -> applied.stream().noneMatch(r -> r.version().equals(file.version())))
                .map(MigrationFile::path)
                .toList();
    }

    private static @Nullable String text(@Nullable History history) {
        var version = history == null ? null : history.version();
        return version == null ? null : version.getVersion();
    }
}
