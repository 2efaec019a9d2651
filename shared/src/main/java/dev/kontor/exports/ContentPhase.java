package dev.kontor.exports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the content, each object once, a piece at a time. Content that is gone meanwhile, or too much for
/// the archive, is left out.
final class ContentPhase implements ExportPhase {

    private final Queue<ExportEntry> next = new ArrayDeque<>();

    /// The open entry; null where there is none, or the step before has begun it.
    private @Nullable ExportEntry current;

    @Override
    public String name() {
        return "content";
    }

    @Override
    public Reached write(ExportRun run, @Nullable String reached) {
        var entry = run.draft().open() == null ? next(run, reached) : Optional.of(open(run));
        if (entry.isEmpty()) {
            return Reached.END;
        }
        return isDone(run, entry.get()) ? Reached.at(key(entry.get())) : Reached.at(reached);
    }

    private Optional<ExportEntry> next(ExportRun run, @Nullable String reached) {
        if (next.isEmpty()) {
            var files = new HashMap<Long, UUID>();
            var wanted = new ArrayList<ExportEntry>();
            for (var content : run.entries()
                    .content(
                            run.job(),
                            Objects.requireNonNullElse(reached, ""),
                            run.sizes().rows())) {
                var entry = content.entry(run.draft().entries() + 1 + wanted.size());
                files.put(entry.number(), content.fileId());
                wanted.add(entry);
            }
            next.addAll(run.entries()
                    .reserve(run.job(), wanted, entry -> Objects.requireNonNull(files.get(entry.number()))));
        }
        return Optional.ofNullable(next.poll());
    }

    private ExportEntry open(ExportRun run) {
        if (current == null) {
            current = run.entries().find(run.job(), run.draft().entries());
        }
        return current;
    }

    private boolean isDone(ExportRun run, ExportEntry entry) {
        var draft = run.draft();
        var isWhole = entry.size() == 0 || isPieceWritten(run, entry);
        if (entry.size() == 0) {
            draft.begin(entry);
        }
        if (isWhole && draft.open() != null) {
            draft.end(entry.isLarge());
        }
        current = isWhole ? null : entry;
        if (isWhole) {
            draft.countFile();
        }
        return isWhole;
    }

    /// @return whether nothing more is to be written of it
    private static boolean isPieceWritten(ExportRun run, ExportEntry entry) {
        var draft = run.draft();
        var open = draft.open();
        var from = open == null ? 0 : open.content().size();
        var length = (int) Math.min(entry.size() - from, run.sizes().read());
        var piece = open == null && entry.size() > run.room()
                ? Optional.<byte[]>empty()
                : run.read(key(entry), from, length);
        if (piece.isEmpty()) {
            draft.leaveOut(entry);
            return true;
        }
        if (open == null) {
            draft.begin(entry);
        }
        draft.append(piece.get(), length, false);
        return from + length == entry.size();
    }

    private static String key(ExportEntry entry) {
        return Objects.requireNonNull(entry.storageKey());
    }
}
