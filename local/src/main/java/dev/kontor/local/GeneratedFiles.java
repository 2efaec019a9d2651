package dev.kontor.local;

import dev.kontor.local.workspace.Workspace;
import dev.kontor.schema.generate.Generator.Generated;
import dev.kontor.schema.generate.Rebase;
import dev.kontor.schema.generate.Rebase.Moved;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes what `generate` has made and proved.
final class GeneratedFiles {
    private GeneratedFiles() {}

    /// @param rebase null where nothing is moved
    /// @param isWhole whether the catalog is that of all migrations, so that it may be written
    static void write(Workspace workspace, Generated generated, @Nullable Rebase rebase, boolean isWhole)
            throws IOException {
        if (rebase != null) {
            move(workspace, rebase);
        }
        for (var file : generated.files()) {
            write(workspace, file);
        }
        if (isWhole && (rebase != null || !generated.files().isEmpty())) {
            Files.writeString(workspace.catalog(), generated.catalog().toString());
        }
    }

    /// Numbers only grow, so the last file goes first: no name is taken that another still has. A
    /// command that is killed in between leaves a file twice rather than none.
    private static void move(Workspace workspace, Rebase rebase) throws IOException {
        for (var moved : rebase.moved().reversed()) {
            write(workspace, moved.after());
        }
        var kept = rebase.moved().stream().map(moved -> moved.after().name()).collect(Collectors.toSet());
        for (Moved moved : rebase.moved()) {
            if (!kept.contains(moved.before().name())) {
                Files.delete(workspace.root().resolve(moved.before().name()));
            }
        }
        var exemptions = rebase.repository().exemptions();
        if (!exemptions.text().isEmpty()) {
            write(workspace, exemptions);
        }
    }

    private static void write(Workspace workspace, SourceFile file) throws IOException {
        var path = workspace.root().resolve(file.name());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
    }
}
