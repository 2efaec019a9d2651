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

    /// Entries whose names are taken, and which are not begun.
    private final Queue<ExportEntry> next = new ArrayDeque<>();

    /// The open entry; null if there is none, or if the step before has begun it.
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
        return write(run, entry.get()) ? Reached.at(key(entry.get())) : Reached.at(reached);
    }

    /// The next entry to begin; empty when there is none.
    private Optional<ExportEntry> next(ExportRun run, @Nullable String reached) {
        if (next.isEmpty()) {
            var files = new HashMap<Long, UUID>();
            var wanted = new ArrayList<ExportEntry>();
            var after = Objects.requireNonNullElse(reached, "");
            var contents = run.entries().content(run.job(), after, run.sizes().rows());
            for (var content : contents) {
                var entry = content.entry(run.draft().entries() + 1 + wanted.size());
                files.put(entry.number(), content.fileId());
                wanted.add(entry);
            }
            next.addAll(run.entries()
                    .reserve(run.job(), wanted, entry -> Objects.requireNonNull(files.get(entry.number()))));
        }
        return Optional.ofNullable(next.poll());
    }

    /// The entry that is begun and not ended.
    private ExportEntry open(ExportRun run) {
        if (current == null) {
            current = run.entries().find(run.job(), run.draft().entries());
        }
        return current;
    }

    /// Writes an entry, or a piece of it, and ends it once it is whole.
    ///
    /// @return whether nothing more is to be written of it
    private boolean write(ExportRun run, ExportEntry entry) {
        var draft = run.draft();
        if (entry.size() == 0) {
            draft.begin(entry);
        } else if (!writePiece(run, entry)) {
            current = entry;
            return false;
        }
        if (draft.open() != null) {
            draft.end(entry.isLarge());
        }
        draft.countFile();
        current = null;
        return true;
    }

    /// Writes the next piece of an entry, or leaves the entry out.
    ///
    /// @return whether nothing more is to be written of it
    private static boolean writePiece(ExportRun run, ExportEntry entry) {
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
