package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.session.Session;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// The migrations that the database has recorded, in the order they were applied.
///
/// @param table its name in the schema `public`
record History(String table, List<HistoryRow> rows) {

    static final String SCHEMA = "public";

    /// The tools that have a table `schema_migrations` of their own, by its columns.
    private static final Map<Set<String>, String> OTHERS = Map.of(
            Set.of("version"), "Rails or dbmate",
            Set.of("version", "dirty"), "golang-migrate",
            Set.of("version", "inserted_at"), "Ecto");

    /// @param checksum null where the row was made without a file
    /// @param milliseconds how long the migration took
    /// @param isDone false where it failed outside of a transaction
    record HistoryRow(
            MigrationVersion version,
            String description,
            @Nullable Integer checksum,
            long milliseconds,
            boolean isDone) {}

    History {
        rows = List.copyOf(rows);
    }

    /// @throws MigrationException the table is another tool's
    static History read(Session session, String table) throws SQLException {
        var columns = Set.copyOf(session.query(
                "select attname from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped",
                row -> row.getString(1),
                SCHEMA + "." + table));
        if (columns.isEmpty()) {
            return new History(table, List.of());
        }
        if (!columns.contains("installed_rank")) {
            throw foreign(table, columns);
        }
        return new History(
                table,
                session.query(
                        """
                        select version, description, checksum, execution_time, success
                        from public.%s
                        where version is not null
                        order by installed_rank
                        """.formatted(table),
                        row -> new HistoryRow(
                                MigrationVersion.fromVersion(row.getString(1)),
                                row.getString(2),
                                row.getObject(3, Integer.class),
                                row.getLong(4),
                                row.getBoolean(5))));
    }

    private static MigrationException foreign(String table, Set<String> columns) {
        var unknown = "its columns are " + String.join(", ", new TreeSet<>(columns));
        return new MigrationException(
                "public.%s is the history of another tool (%s): give these migrations a table of their own by MIGRATION_HISTORY, and see docs/own-schema.md"
                        .formatted(table, OTHERS.getOrDefault(columns, unknown)));
    }

    /// Deletes a failed row, so that its migration is pending again.
    void forget(Session session, MigrationVersion version) throws SQLException {
        session.update(
                "delete from public.%s where version = ? and not success".formatted(table), version.getVersion());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<HistoryRow> done() {
        return rows.stream().filter(HistoryRow::isDone).toList();
    }

    List<HistoryRow> failed() {
        return rows.stream().filter(row -> !row.isDone()).toList();
    }

    boolean has(MigrationFile file) {
        return done().stream().anyMatch(row -> row.version().equals(file.version()));
    }

    /// The newest version; null for an empty database.
    @Nullable
    MigrationVersion version() {
        return done().stream()
                .map(HistoryRow::version)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The rows that were committed after the earlier reading.
    List<HistoryRow> since(History earlier) {
        var before = earlier.done().stream().map(HistoryRow::version).toList();
        return done().stream().filter(row -> !before.contains(row.version())).toList();
    }
}
