package dev.kontor.migrations.check;

import dev.kontor.migrations.Catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Whether `schema/` and the migrations come to the same, by the catalogs that they make.
final class SchemaComparison {

    private static final String RULE = "schema-differs";
    private static final String REMEDY =
            """
            ./kontor generate NAME # writes the migration that is missing
            # or mend schema/, which says what the migrations come to\
            """;

    private final Repository repository;

    SchemaComparison(Repository repository) {
        this.repository = repository;
    }

    /// @param empty a database for `schema/`
    /// @param migrated what the migrations made
    List<Finding> compare(Connection empty, Catalog migrated) throws SQLException {
        for (var file : repository.schema()) {
            try (var statement = empty.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(file.text());
            } catch (SQLException e) {
                return List.of(
                        new Finding(
                                file.name(),
                                1,
                                RULE,
                                "It does not apply: " + e.getMessage(),
                                "-- mend it; nothing could be compared"));
            }
        }
        return differences(Catalog.read(empty), migrated);
    }

    private List<Finding> differences(Catalog schema, Catalog migrated) {
        var names = new TreeSet<>(schema.objects().keySet());
        names.addAll(migrated.objects().keySet());
        var findings = new ArrayList<Finding>();
        for (var name : names) {
            var wanted = schema.objects().get(name);
            var made = migrated.objects().get(name);
            if (wanted == null) {
                findings.add(finding(name, "The migrations make the %s, and schema/ does not."));
            } else if (made == null) {
                findings.add(finding(name, "No migration makes the %s, which schema/ has."));
            } else if (!wanted.equals(made)) {
                findings.add(
                        finding(
                                name,
                                "The %s is not the same: in schema/ '"
                                        + oneLine(wanted)
                                        + "', by the migrations '"
                                        + oneLine(made)
                                        + "'."));
            }
        }
        return findings;
    }

    private Finding finding(String name, String effect) {
        var place = Place.of(name, repository);
        return new Finding(place.file(), place.line(), RULE, effect.replace("%s", name), REMEDY);
    }

    private static String oneLine(String definition) {
        return definition.replaceAll("\\s+", " ").strip();
    }
}
