package dev.kontor.migrations.run;

import dev.kontor.migrations.json.ReportJson;
import dev.kontor.migrations.session.TableLock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The result of one run.
///
/// @param status `migrated`, `current` (there was nothing to do) or `failed`
/// @param before the schema's version when the run got the lock; null for an empty database, or
///   when it never got there
/// @param after the version that the run left; null where the database could not be asked any more
/// @param applied the migrations that this run committed, oldest first, including those before a
///   failure
/// @param pending the files of migrations that the run should have applied and did not; empty where
///   the run ended before it knew them
/// @param held the files of contract migrations that wait for a later deploy
/// @param notes other facts for an operator, a line each
/// @param milliseconds of the whole run, including the wait for the lock
/// @param error what an operator needs to know to act; null unless the run failed
public record MigrationReport(
        String status,
        @Nullable String before,
        @Nullable String after,
        List<Applied> applied,
        List<String> pending,
        List<String> held,
        List<String> notes,
        long milliseconds,
        @Nullable String error) {

    public static final String MIGRATED = "migrated";
    public static final String CURRENT = "current";
    public static final String FAILED = "failed";

    /// Part of the error when an applied migration has changed since.
    public static final String CHECKSUM_MISMATCH = "checksum mismatch";

    /// Part of the error when an applied migration was deleted.
    public static final String NO_LONGER_THERE = "is no longer among the migrations";

    /// Part of the error when a migration has a number below that of an applied one.
    public static final String TOO_LATE = "which is applied already";

    public MigrationReport {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        held = List.copyOf(held);
        notes = List.copyOf(notes);
    }

    public boolean failed() {
        return status.equals(FAILED);
    }

    /// The report for people: a line for each migration, note and file, and one for the version.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        applied.forEach(migration -> lines.add(migration.line()));
        notes.forEach(note -> lines.add("note: " + note));
        pending.forEach(file -> lines.add("not applied: " + file));
        held.forEach(file -> lines.add("waits for a later deploy: " + file));
        if (!failed()) {
            lines.add((applied.isEmpty() ? "nothing to do; " : "") + "the schema is at V" + after);
        }
        return lines;
    }

    /// The report as one JSON object with all fields.
    public String toJson() {
        return ReportJson.object(json -> {
            json.writeStringProperty("status", status);
            json.writeStringProperty("before", before);
            json.writeStringProperty("after", after);
            ReportJson.objects(json, "applied", applied, Applied::write);
            ReportJson.strings(json, "pending", pending);
            ReportJson.strings(json, "held", held);
            ReportJson.strings(json, "notes", notes);
            json.writeNumberProperty("milliseconds", milliseconds);
            json.writeStringProperty("error", error);
        });
    }

    /// One committed migration.
    ///
    /// @param tries how often the run had to begin it
    /// @param locks the strongest lock on each table that was there before
    public record Applied(String version, String description, long milliseconds, int tries, List<TableLock> locks) {

        public Applied {
            locks = List.copyOf(locks);
        }

        private String line() {
            var repeated = tries == 1 ? "" : ", " + tries + " tries";
            return "V%s %s (%d ms%s)%s".formatted(version, description, milliseconds, repeated, lockedTables());
        }

        private String lockedTables() {
            if (locks.isEmpty()) {
                return "";
            }
            return locks.stream()
                    .map(lock -> lock.mode() + " on " + lock.table())
                    .collect(Collectors.joining(", ", ": ", ""));
        }

        private static void write(JsonGenerator json, Applied migration) {
            json.writeStringProperty("version", migration.version());
            json.writeStringProperty("description", migration.description());
            json.writeNumberProperty("milliseconds", migration.milliseconds());
            json.writeNumberProperty("tries", migration.tries());
            TableLock.write(json, migration.locks());
        }
    }
}
