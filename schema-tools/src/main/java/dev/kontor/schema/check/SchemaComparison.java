package dev.kontor.schema.check;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.finding.Place;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Compares the catalogs that `schema/` and the migrations make.
final class SchemaComparison {

    private static final String RULE = "schema-differs";
    private static final String REMEDY = """
        ./kontor generate NAME # writes the migration that is missing
        # or mend schema/, which says what the migrations come to\
        """;

    private final Repository repository;

    SchemaComparison(Repository repository) {
        this.repository = repository;
    }

    /// @param empty a database for `schema/`
    /// @param migrated the catalog that the migrations made
    List<Finding> compare(Connection empty, Catalog migrated) throws SQLException {
        var session = TrialSession.onEmpty(empty);
        for (var file : repository.schema()) {
            try {
                session.apply(file);
            } catch (FailedStatementException e) {
                return List.of(doesNotApply(file, e));
            }
        }
        return migrated.differencesFrom(Catalog.read(empty)).stream()
                .map(this::finding)
                .toList();
    }

    private static Finding doesNotApply(SourceFile file, FailedStatementException e) {
        return new Finding(
                file.name(),
                e.statement().line(),
                RULE,
                "It does not apply: " + UnknownRole.explain(String.valueOf(e.getMessage())),
                "-- mend it; nothing could be compared");
    }

    private Finding finding(Difference difference) {
        var place = Place.of(difference.object(), repository);
        return new Finding(place.file(), place.line(), RULE, effect(difference), REMEDY);
    }

    private static String effect(Difference difference) {
        if (difference.expected() == null) {
            return "The migrations make the %s, and schema/ does not.".formatted(difference.object());
        }
        if (difference.actual() == null) {
            return "No migration makes the %s, which schema/ has.".formatted(difference.object());
        }
        return "By the migrations, the %s, which is in schema/.".formatted(difference);
    }
}
