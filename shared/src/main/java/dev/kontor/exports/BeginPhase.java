package dev.kontor.exports;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Counts what is to be exported, and says in the archive what is in it.
final class BeginPhase implements ExportPhase {

    static final String NAME = "begin";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reached write(ExportRun run, @Nullable String reached) {
        run.records().countFiles(run.job());
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var text = readme(now).getBytes(StandardCharsets.UTF_8);
        run.beginList("README.txt");
        run.draft().append(text, text.length, true);
        run.draft().end(true);
        return Reached.END;
    }

    private static String readme(Instant now) {
        return """
            This archive was made on %s (UTC). It has everything that is stored for you.

            files/      your files, in their folders
            trash/      what was in the trash
            versions/   older versions of files, by the id of the file
            data/       everything else, as JSON: a list for each kind of thing

            Names that some systems do not take are changed here; data/files.json, data/folders.json and
            data/versions.json have them as they were, and say by "path" where each one is. Without a
            "path", its content never arrived, came or was deleted while the archive was made, or is more
            than an archive can hold.
            """.formatted(now);
    }
}
