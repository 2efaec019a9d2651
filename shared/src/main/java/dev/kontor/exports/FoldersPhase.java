package dev.kontor.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Names the folders, parents before what is in them, so that files know where they belong.
final class FoldersPhase implements ExportPhase {

    @Override
    public String name() {
        return "folders";
    }

    @Override
    public Reached write(ExportRun run, @Nullable String reached) {
        var place = FolderPlace.of(reached);
        var rows = run.sizes().rows();
        // The folders that this piece adds may be parents of others. The next pieces ask for those.
        var last = place.parent() == 0
                ? 0
                : Math.min(place.parent() + rows - 1, run.draft().entries());
        var folders = last == 0
                ? run.entries().topFolders(run.job(), place, rows)
                : run.entries().folders(run.job(), place, last, rows);
        write(run, folders);
        if (folders.size() == rows) {
            return Reached.at(folders.getLast().reached());
        }
        return last >= run.draft().entries()
                ? Reached.END
                : Reached.at(FolderPlace.before(last + 1).toString());
    }

    private static void write(ExportRun run, List<ExportedFolder> folders) {
        var wanted = new ArrayList<ExportEntry>();
        for (var folder : folders) {
            wanted.add(folder.entry(run.draft().entries() + 1 + wanted.size()));
        }
        run.entries()
                .reserve(run.job(), wanted, entry -> Objects.requireNonNull(entry.folderId()))
                .forEach(run.draft()::folder);
    }
}
