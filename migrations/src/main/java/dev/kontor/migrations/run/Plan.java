package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.Artefact;
import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.artefact.Scope;
import java.util.ArrayList;
import java.util.List;

/// The migrations that a run is going to apply to a database.
///
/// @param known the migrations that Flyway is told of: those applied before, and the pending ones
/// @param pending the migrations to apply now, in this order
/// @param held contract migrations that wait for a later deploy
/// @param repaired migrations that failed, and may run again from the beginning
record Plan(
        List<MigrationFile> known,
        List<MigrationFile> pending,
        List<MigrationFile> held,
        List<MigrationFile> repaired) {

    /// @param isNew whether the run found an empty database, which gets all migrations
    /// @throws MigrationException an applied migration was changed or deleted, or a new one has a
    ///   number below an applied one, or a failed one needs a person
    static Plan of(Artefact artefact, History history, Scope scope, boolean isNew) {
        checkApplied(artefact, history);
        var known = new ArrayList<MigrationFile>();
        var pending = new ArrayList<MigrationFile>();
        var held = new ArrayList<MigrationFile>();
        for (var file : artefact.files()) {
            if (history.has(file)) {
                known.add(file);
            } else if (file.isContract() && !isNew && !scope.allows(file)) {
                held.add(file);
            } else if (scope.reaches(file)) {
                checkOrder(file, history);
                known.add(file);
                pending.add(file);
            }
        }
        return new Plan(known, pending, held, repairable(artefact, history));
    }

    private static void checkApplied(Artefact artefact, History history) {
        for (var row : history.done()) {
            var file = artefact.file(row.version());
            if (file.isPresent() && row.checksum() != null && !file.get().isWhatWasApplied(row.checksum())) {
                throw new MigrationException(MigrationReport.CHECKSUM_MISMATCH
                        + ": %s was changed after it was applied; restore it, and make a new migration of the change"
                                .formatted(file.get()));
            }
            // After a rollback, the history may hold a later release's versions.
            if (file.isEmpty() && row.version().compareTo(artefact.newest()) < 0) {
                throw new MigrationException("V%s (%s) was applied and %s; restore it"
                        .formatted(row.version(), row.description(), MigrationReport.NO_LONGER_THERE));
            }
        }
    }

    private static void checkOrder(MigrationFile file, History history) {
        var newest = history.version();
        if (!file.isContract() && newest != null && file.version().compareTo(newest) < 0) {
            throw new MigrationException(
                    "%s comes after V%s, %s; give it a later number".formatted(file, newest, MigrationReport.TOO_LATE));
        }
    }

    private static List<MigrationFile> repairable(Artefact artefact, History history) {
        var repairable = new ArrayList<MigrationFile>();
        for (var row : history.failed()) {
            var file = artefact.file(row.version());
            if (file.isEmpty()) {
                continue; // It belongs to a later release.
            }
            if (!file.get().isRepeatable()) {
                throw new MigrationException(
                        "%s failed half-way outside of a transaction, and cannot simply be repeated: see what it has done, finish or undo that by hand, then run: delete from public.%s where version = '%s' and not success"
                                .formatted(file.get(), history.table(), row.version()));
            }
            repairable.add(file.get());
        }
        return repairable;
    }
}
