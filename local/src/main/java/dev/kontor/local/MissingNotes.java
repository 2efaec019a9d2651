package dev.kontor.local;

import dev.kontor.schema.check.CheckReport.Skipped;
import java.util.ArrayList;
import java.util.List;

/// The notes of a command that left out what needs an extension which the server lacks.
final class MissingNotes {
    private MissingNotes() {}

    /// @param command the name of the command, which has the option --url
    static List<String> lines(List<String> missing, List<Skipped> skipped, String command) {
        var lines = new ArrayList<String>();
        for (var statement : skipped) {
            lines.add(
                    "note: %s:%d was not tried: %s".formatted(statement.file(), statement.line(), statement.reason()));
        }
        if (!missing.isEmpty()) {
            lines.add("note: this PostgreSQL lacks the extension %s; %s --url jdbc:postgresql://HOST/NAME"
                            .formatted(String.join(", ", missing), command)
                    + " tries everything on a server that has it");
        }
        return lines;
    }
}
