package dev.kontor.schema.check;

import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.util.List;

/// Finds migrations that have the number of another, as two branches make them.
final class TakenNumbers {

    private static final String RULE = "number-taken";
    private static final String REMEDY = """
        ./kontor generate --rebase # gives yours numbers after those that came with the merge\
        """;

    private TakenNumbers() {}

    /// @param asked the migrations that are checked
    static List<Finding> in(Repository repository, List<SourceFile> asked) {
        return repository.twins().entrySet().stream()
                .filter(twins -> asked.contains(twins.getKey()) || asked.contains(twins.getValue()))
                .map(twins -> finding(twins.getKey(), twins.getValue()))
                .toList();
    }

    private static Finding finding(SourceFile file, SourceFile first) {
        return new Finding(
                file.name(),
                1,
                RULE,
                "%s has the same number. No database would get either: the run refuses both."
                        .formatted(first.fileName()),
                REMEDY);
    }
}
