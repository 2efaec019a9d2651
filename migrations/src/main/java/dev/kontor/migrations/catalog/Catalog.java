package dev.kontor.migrations.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/// The objects of a schema, as PostgreSQL's own catalog spells them: tables, views and sequences,
/// columns and their settings, constraints, indexes, triggers, rules, policies of row-level security,
/// functions, procedures and aggregates, enums, domains, composite types and ranges, collations,
/// extended statistics, extensions, comments, and grants. Names are quoted where SQL needs that.
///
/// Some things are left out on purpose: Flyway's history, what belongs to an extension, what a
/// partition has from its table, the sequence of an identity column, the order of columns (a new
/// column comes last), and owners (each environment has its own). Others are not read: operators and
/// casts, text search, foreign servers, publications, event triggers, and other schemas than `public`.
///
/// @param objects from a name such as `column files.size` to a definition such as `bigint not null`
public record Catalog(SortedMap<String, String> objects) {

    /// An object that differs from the expected one.
    ///
    /// @param expected the expected definition; null where no object is expected
    /// @param actual the actual definition; null where the object is missing
    public record Difference(
            String object,
            @Nullable String expected,
            @Nullable String actual) {

        /// The difference in one line.
        @Override
        public String toString() {
            if (expected == null) {
                return object + " should not be there: " + oneLine(actual);
            }
            if (actual == null) {
                return object + " is missing: " + oneLine(expected);
            }
            return "%s is '%s' instead of '%s'".formatted(object, oneLine(actual), oneLine(expected));
        }

        private static String oneLine(@Nullable String definition) {
            return String.valueOf(definition).replaceAll("\\s+", " ").strip();
        }
    }

    public Catalog {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /// Reads the schema `public` and the extensions.
    public static Catalog read(Connection connection) throws SQLException {
        // PostgreSQL spells names by the search path, which a role or a migration may have changed. To
        // plan the query takes several times as long as to run it.
        var settings = set(new ReadSettings("public", "force_generic_plan"), connection);
        var objects = new TreeMap<String, String>();
        try (var statement = connection.prepareStatement(CatalogSql.READ)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    objects.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        set(settings, connection);
        return new Catalog(objects);
    }

    private record ReadSettings(String path, String planCacheMode) {}

    /// @return the settings before
    private static ReadSettings set(ReadSettings settings, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(CatalogSql.SET)) {
            statement.setString(1, settings.path());
            statement.setString(2, settings.planCacheMode());
            try (var row = statement.executeQuery()) {
                row.next();
                return new ReadSettings(row.getString(1), row.getString(2));
            }
        }
    }

    /// The objects in which this catalog differs from the other, sorted by name.
    public List<Difference> differencesFrom(Catalog expected) {
        var names = new TreeSet<>(objects.keySet());
        names.addAll(expected.objects.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(objects.get(name), expected.objects.get(name)))
                .map(name -> new Difference(name, expected.objects.get(name), objects.get(name)))
                .toList();
    }
}
