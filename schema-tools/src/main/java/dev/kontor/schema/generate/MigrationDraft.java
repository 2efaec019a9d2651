package dev.kontor.schema.generate;

import dev.kontor.schema.diff.SchemaChange;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A migration that is being written. Its changes can share a transaction, because they lock at most
/// the same existing tables.
record MigrationDraft(Stage stage, String subject, List<SchemaChange> changes) {

    MigrationDraft {
        changes = List.copyOf(changes);
    }

    /// Groups the changes. The first change that locks existing tables decides which tables a draft
    /// may lock.
    static List<MigrationDraft> of(List<SchemaChange> changes) {
        var drafts = new ArrayList<MigrationDraft>();
        var together = new ArrayList<SchemaChange>();
        var locks = new HashSet<String>();
        for (var change : changes) {
            if (!together.isEmpty() && !fits(change, together.getFirst().stage(), locks)) {
                drafts.add(of(together, drafts));
                together.clear();
                locks.clear();
            }
            together.add(change);
            locks.addAll(change.locks());
        }
        if (!together.isEmpty()) {
            drafts.add(of(together, drafts));
        }
        return drafts;
    }

    private static MigrationDraft of(List<SchemaChange> together, List<MigrationDraft> earlier) {
        var first = together.getFirst();
        var isFirst =
                first.stage() == Stage.EXPAND && earlier.stream().noneMatch(draft -> draft.stage() == Stage.EXPAND);
        return new MigrationDraft(first.stage(), isFirst ? "" : first.subject(), together);
    }

    private static boolean fits(SchemaChange change, Stage stage, Set<String> locks) {
        return change.stage() == stage
                && !stage.isAlone()
                && (locks.isEmpty() || change.locks().isEmpty() || locks.containsAll(change.locks()));
    }

    /// The end of the file's name, which tells the drafts of one command apart.
    String suffix() {
        var parts = new ArrayList<String>();
        switch (stage) {
            case LABEL -> parts.add("values");
            case VALIDATE -> parts.add("validate");
            case REQUIRE -> parts.add("require");
            case CONTRACT -> parts.add("drop");
            case EXPAND, INDEX, USE_INDEX -> {}
        }
        parts.add(subject.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"));
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? "" : "_" + String.join("_", parts);
    }

    String sql() {
        return String.join("\n", changes.stream().map(SchemaChange::sql).toList()) + "\n";
    }
}
