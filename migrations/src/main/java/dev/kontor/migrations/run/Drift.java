package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.migrations.session.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares the database with what the applied migrations made, and finds each column, index,
/// constraint, function or grant that somebody changed by hand.
final class Drift {

    /// More notes would only repeat that this is another database, or another tool's.
    private static final int MOST_NOTES = 20;

    private final @Nullable ExpectedCatalog expected;
    private final boolean isRefused;

    /// @param expected null where the artefact does not say
    Drift(@Nullable ExpectedCatalog expected, boolean isRefused) {
        this.expected = expected;
        this.isRefused = isRefused;
    }

    /// Notes each difference.
    ///
    /// @param history what was applied so far
    /// @throws MigrationException there is a difference, and the configuration refuses drift
    void look(Session session, History history, Progress progress) throws SQLException {
        var differences = differences(session, history);
        differences.stream().limit(MOST_NOTES).forEach(difference -> progress.note("changed by hand: " + difference));
        if (differences.size() > MOST_NOTES) {
            progress.note("changed by hand: and %d objects more".formatted(differences.size() - MOST_NOTES));
        }
        if (isRefused && !differences.isEmpty()) {
            throw new MigrationException(
                    "the schema was changed by hand (%s%s); undo that, or make a migration of it and apply it with MIGRATION_DRIFT=warn"
                            .formatted(
                                    differences.getFirst(),
                                    differences.size() == 1 ? "" : " and %d more".formatted(differences.size() - 1)));
        }
    }

    /// Empty where no migration was applied, or a later release applied some.
    private List<String> differences(Session session, History history) throws SQLException {
        var applied = history.done().stream().map(History.HistoryRow::version).collect(Collectors.toSet());
        if (expected == null || applied.isEmpty() || !expected.knows(applied)) {
            return List.of();
        }
        return Catalog.read(session.connection()).differencesFrom(expected.after(applied)).stream()
                .map(Catalog.Difference::toString)
                .toList();
    }
}
