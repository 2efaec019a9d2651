package dev.kontor.exports;

import dev.kontor.zip.ZipRecords;
import org.jspecify.annotations.Nullable;

/// Writes the directory of the archive, and its end.
final class DirectoryPhase implements ExportPhase {

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public Reached write(ExportRun run, @Nullable String reached) {
        if (reached == null) {
            run.beginDirectory();
        }
        var draft = run.draft();
        var rows = run.sizes().rows();
        var entries = run.entries().directory(run.job(), reached == null ? 0 : Long.parseLong(reached), rows);
        for (var listed : entries) {
            listed.entry().map(ZipRecords::centralHeader).ifPresent(draft::write);
        }
        if (entries.size() == rows) {
            return Reached.at(Long.toString(entries.getLast().number()));
        }
        var offset = run.directoryOffset();
        draft.write(ZipRecords.end(run.entries().count(run.job()), offset, draft.bytes() - offset));
        return Reached.END;
    }
}
