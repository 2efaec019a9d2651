package dev.kontor.exports;

import dev.kontor.shared.Limits;
import dev.kontor.storage.ObjectPart;
import dev.kontor.storage.ObjectParts.Completion;
import dev.kontor.storage.ObjectStore;
import dev.kontor.storage.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One step of writing an export: from where the last one ended, piece by piece, until its time is over. A
/// part goes to S3 as soon as it is complete, and then the database learns how far the export is. Whatever
/// ends the step, the next one begins there. For one thread.
final class ExportRun {

    private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);

    private static final String MIME_TYPE = "application/zip";

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ExportRecords records;
    private final ExportEntries entries;
    private final ObjectStore store;
    private final ExportSizes sizes;
    private final ExportPhases phases;
    private final PartFile part;
    private final ExportDraft draft;

    private ExportJob job;
    private ExportPhase phase;
    private @Nullable String reached;
    private @Nullable Long directoryOffset;
    private int parts;
    private boolean isAnalyzed;
    private Instant committedAt = Instant.now();

    ExportRun(
            ClaimedExport claimed,
            ExportRecords records,
            ExportEntries entries,
            ObjectStore store,
            ExportSizes sizes,
            ExportPhases phases,
            PartFile part) {
        this.records = records;
        this.entries = entries;
        this.store = store;
        this.sizes = sizes;
        this.phases = phases;
        this.part = part;
        job = claimed.job();
        var position = job.position();
        part.write(claimed.rest());
        draft = new ExportDraft(part, position);
        phase = phases.named(position.phase());
        reached = position.reached();
        directoryOffset = position.directoryOffset();
        parts = position.parts();
    }

    ExportJob job() {
        return job;
    }

    ExportDraft draft() {
        return draft;
    }

    ExportEntries entries() {
        return entries;
    }

    ExportRecords records() {
        return records;
    }

    ExportSizes sizes() {
        return sizes;
    }

    /// Bytes that still fit into the archive, besides its lists and its directory.
    long room() {
        var left = Math.min(Limits.EXPORT_BYTES_MAX - draft.bytes(), sizes.room(parts + 1) - part.size());
        return left - sizes.reserved();
    }

    /// Where the directory begins.
    ///
    /// @throws NullPointerException before it is begun
    long directoryOffset() {
        return Objects.requireNonNull(directoryOffset);
    }

    void beginDirectory() {
        directoryOffset = draft.bytes();
    }

    /// Begins an entry whose content the archive itself makes.
    void beginList(String path) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var entry = ExportEntry.list(draft.entries() + 1, path, now);
        entries.reserve(job, List.of(entry), other -> job.id());
        draft.begin(entry);
    }

    /// Reads content; empty when it is gone.
    Optional<byte[]> read(String storageKey, long from, int length) {
        return retried(() -> store.read(storageKey, from, length));
    }

    /// Lets the statements that follow see what has become of the entries so far. Those of before a commit
    /// that never comes are forgotten, or written again.
    void flush() {
        entries.finish(job, draft.written()).orElseThrow();
        draft.forgetWritten();
    }

    /// Writes until the export is done, or the time is over.
    ///
    /// @return whether it is over: nothing is left to do
    boolean write(BooleanSupplier hasTime) {
        if (!phase.equals(phases.restart())) {
            entries.forget(job);
        }
        while (hasTime.getAsBoolean()) {
            if (phase.equals(phases.end())) {
                records.finish(job);
                return true;
            }
            var mayGoOn = phase.equals(phases.completion()) ? isComplete() || mayBeginAnew() : isPieceWritten();
            if (!mayGoOn) {
                return true;
            }
        }
        return !isKept(false);
    }

    /// @return false when the export has failed
    private boolean isPieceWritten() {
        if (!isAnalyzed && draft.entries() >= Limits.EXPORT_ENTRIES_TO_ANALYZE) {
            entries.analyze();
            isAnalyzed = true;
        }
        var next = phase.write(this, reached);
        reached = next.last();
        if (next.isEnd()) {
            flush();
            enter(phases.after(phase));
        }
        return !isDue() || isKept(phase.equals(phases.completion()));
    }

    private void enter(ExportPhase next) {
        phase = next;
        reached = null;
    }

    private boolean isDue() {
        return part.size() >= sizes.part(parts + 1)
                || phase.equals(phases.completion())
                || draft.written().size() >= Limits.EXPORT_ENTRIES_PER_COMMIT
                || Instant.now().isAfter(committedAt.plus(Limits.EXPORT_COMMIT_INTERVAL));
    }

    /// Keeps what is written: as a part, or in the database while it is too little for one.
    ///
    /// @return false when the export has failed
    private boolean isKept(boolean isLast) {
        if (part.size() < sizes.smallestPart() && !isLast) {
            commit(null, part.bytes());
            return true;
        }
        var uploaded = upload();
        if (uploaded.isEmpty()) {
            return mayBeginAnew();
        }
        parts++;
        commit(uploaded.get(), null);
        part.clear();
        return true;
    }

    private void commit(@Nullable ObjectPart uploaded, byte @Nullable [] rest) {
        records.commit(job, position(), draft.written(), uploaded, rest);
        draft.forgetWritten();
        committedAt = Instant.now();
    }

    private ExportPosition position() {
        return new ExportPosition(
                phase.name(),
                reached,
                draft.bytes(),
                parts,
                draft.entries(),
                directoryOffset,
                draft.open(),
                draft.files());
    }

    /// @return empty when S3 has dropped the upload
    private Optional<ObjectPart> upload() {
        var multipartId = begun();
        return retried(() -> store.parts().put(job.storageKey(), multipartId, parts + 1, part::open, part.size()));
    }

    private String begun() {
        var begun = job.multipartId();
        if (begun != null) {
            return begun;
        }
        var multipartId = retried(() -> store.parts().begin(job.storageKey(), MIME_TYPE));
        records.beginUpload(job, multipartId);
        job = job.withMultipartId(multipartId);
        return multipartId;
    }

    /// Puts the parts together. An object of the archive's size is one that the step before has put
    /// together, of whose end nobody heard.
    private boolean isComplete() {
        var multipartId = Objects.requireNonNull(job.multipartId());
        var done = retried(() -> store.parts().complete(job.storageKey(), multipartId, records.parts(job)));
        if (done == Completion.DONE
                || store.head(job.storageKey())
                        .filter(stored -> stored.size() == draft.bytes())
                        .isPresent()) {
            enter(phases.after(phase));
            commit(null, null);
            return true;
        }
        return false;
    }

    /// S3 has dropped the upload, or has other parts than those that were written.
    ///
    /// @return false when the export has failed
    private boolean mayBeginAnew() {
        LOG.warn("export {} begins anew: S3 does not have its parts any more", job.id());
        part.clear();
        abort();
        if (records.restart(job, phases.restart().name())) {
            throw new RestartedExportException();
        }
        LOG.error("export {} has failed: S3 has dropped its parts too often", job.id());
        records.fail(job);
        return false;
    }

    private void abort() {
        var multipartId = job.multipartId();
        if (multipartId != null) {
            var isKnown = retried(() -> store.parts().abort(job.storageKey(), multipartId));
            LOG.info("its upload {}", isKnown ? "was still there" : "was gone");
        }
    }

    private static <T> T retried(Supplier<T> request) {
        for (var attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (StorageUnavailableException e) {
                if (attempt == Limits.EXPORT_REQUEST_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
            }
        }
    }
}
