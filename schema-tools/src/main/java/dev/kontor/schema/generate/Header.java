package dev.kontor.schema.generate;

import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.diff.SchemaChange.Stage;
import dev.kontor.schema.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The comment that every migration begins with. Its author has to add the reason.
final class Header {
    private Header() {}

    static String of(SourceFile file, Stage stage, List<TableLock> locks) {
        var name = Path.of(file.name()).getFileName().toString().replace(".sql", "");
        return """
            -- %s: %s.
            --
            -- Why: …
            -- Locks: %s
            -- Safe to run again: %s
            """.formatted(
                        name.substring(0, name.indexOf("__")),
                        name.substring(name.indexOf("__") + 2).replace('_', ' '),
                        locks(stage, locks),
                        again(file, stage));
    }

    private static String again(SourceFile file, Stage stage) {
        if (!stage.isAlone()) {
            return "it runs in one transaction, so either all of it is there or nothing.";
        }
        return file.text().contains("create ")
                ? "yes, it drops first what a run that was broken off left invalid."
                : "yes, it passes over what is gone already.";
    }

    private static String locks(Stage stage, List<TableLock> locks) {
        if (stage.isAlone()) {
            return "none that anyone waits for: it runs concurrently, and so by itself, outside of" + " a transaction.";
        }
        if (locks.isEmpty()) {
            return "none that anyone waits for.";
        }
        return locks.stream()
                .map(lock -> lock.spelledMode() + " on " + lock.table())
                .collect(Collectors.joining(", ", "", "."));
    }
}
