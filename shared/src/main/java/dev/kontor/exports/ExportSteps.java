package dev.kontor.exports;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Database;
import dev.kontor.storage.ObjectDeletions;
import dev.kontor.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes exports, in steps that go on where the last one ended. One step at a time writes an export: it
/// holds a lease, which it renews, and every commit asks for it. Thread-safe.
public final class ExportSteps {

    private static final Logger LOG = LoggerFactory.getLogger(ExportSteps.class);

    private final Database database;
    private final ObjectStore store;
    private final ExportSizes sizes;
    private final ExportRecords records;
    private final ObjectDeletions deletions;

    public ExportSteps(Database database, ObjectStore store) {
        this(database, store, ExportSizes.DEFAULT);
    }

    ExportSteps(Database database, ObjectStore store, ExportSizes sizes) {
        this.database = database;
        this.store = store;
        this.sizes = sizes;
        this.records = new ExportRecords(database);
        this.deletions = new ObjectDeletions(database);
    }

    /// How long another step may go without a sign of life before this one may take its place; empty when
    /// the export is over.
    public Optional<Duration> held(UUID exportId) {
        return records.held(exportId);
    }

    /// Writes as much as there is time for.
    ///
    /// @param hasTime asked before each piece of work, which takes some seconds at the most, and
    ///   uploading the last part less than [Limits#EXPORT_TIME_RESERVED]
    /// @throws RuntimeException when the database or S3 does not answer; another step may go on then
    public StepOutcome write(UUID exportId, BooleanSupplier hasTime) {
        var claimed = records.claim(exportId);
        if (claimed.isEmpty()) {
            return records.held(exportId).isPresent() ? StepOutcome.HELD : StepOutcome.OVER;
        }
        var job = claimed.get().job();
        try {
            var outcome = write(claimed.get(), hasTime);
            records.release(job);
            return outcome;
        } catch (RuntimeException e) {
            releaseAfter(e, job);
            throw e;
        }
    }

    /// Deletes the object that has woken the steps of an export.
    public void forget(StepKey key) {
        store.delete(Set.of(key.toString()));
    }

    private StepOutcome write(ClaimedExport claimed, BooleanSupplier hasTime) {
        var job = claimed.job();
        if (claimed.attempts() > Limits.EXPORT_ATTEMPTS_MAX) {
            LOG.error("export {} has failed: it comes no further than {}", job.id(), job.position());
            abort(job);
            records.fail(job);
            return StepOutcome.OVER;
        }
        try (var part = PartFile.create()) {
            var phases = new ExportPhases(new ExportedLists(database));
            return write(
                    new ExportRun(claimed, records, new ExportEntries(database), store, sizes, phases, part), hasTime);
        }
    }

    private StepOutcome write(ExportRun run, BooleanSupplier hasTime) {
        try {
            return run.write(hasTime) ? StepOutcome.OVER : StepOutcome.MORE;
        } catch (RestartedExportException e) {
            return StepOutcome.MORE;
        } catch (RuntimeException e) {
            if (isOver(run.job().id())) {
                clear(run.job());
                return StepOutcome.OVER;
            }
            if (e instanceof LostExportException) {
                return StepOutcome.OVER; // another step goes on
            }
            throw e;
        }
    }

    /// Deletes what is in S3 of an export that was deleted, or given up, while it was written. The
    /// queue may have had its archive before there was one. It keeps the archive of an export that another
    /// step has finished, or this one without hearing of it.
    private void clear(ExportJob job) {
        abort(job);
        deletions.enqueue(List.of(job.storageKey())).orElseThrow();
    }

    private boolean isOver(UUID exportId) {
        try {
            return records.held(exportId).isEmpty();
        } catch (RuntimeException e) {
            return false; // nobody knows
        }
    }

    private void releaseAfter(RuntimeException failure, ExportJob job) {
        try {
            records.release(job);
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // the lease ends by itself
        }
    }

    private void abort(ExportJob job) {
        var multipartId = job.multipartId();
        if (multipartId != null) {
            store.parts().abort(job.storageKey(), multipartId);
        }
    }
}
