package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.session.Session;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// The migrations that the database has recorded, in the order they were applied.
record History(List<Row> rows) {

    static final String SCHEMA = "public";
    static final String TABLE = "schema_migrations";

    static final History EMPTY = new History(List.of());

    /// @param checksum null where the row was made without a file
    /// @param milliseconds how long the migration took
    /// @param isDone false where it failed outside of a transaction
    record Row(
            MigrationVersion version,
            String description,
            @Nullable Integer checksum,
            long milliseconds,
            boolean isDone) {}

    History {
        rows = List.copyOf(rows);
    }

    static History read(Session session) throws SQLException {
        var exists = session.ask("select to_regclass('public.schema_migrations') is not null");
        return exists
                ? new History(session.query(
                        """
                        select version, description, checksum, execution_time, success
                        from public.schema_migrations
                        where version is not null
                        order by installed_rank
                        """,
                        row -> new Row(
                                MigrationVersion.fromVersion(row.getString(1)),
                                row.getString(2),
                                row.getObject(3, Integer.class),
                                row.getLong(4),
                                row.getBoolean(5))))
                : EMPTY;
    }

    /// Deletes a failed row, so that its migration is pending again.
    static void forget(Session session, MigrationVersion version) throws SQLException {
        session.update("delete from public.schema_migrations where version = ? and not success", version.getVersion());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Row> done() {
        return rows.stream().filter(Row::isDone).toList();
    }

    List<Row> failed() {
        return rows.stream().filter(row -> !row.isDone()).toList();
    }

    boolean has(MigrationFile file) {
        return done().stream().anyMatch(row -> row.version().equals(file.version()));
    }

    /// The newest version; null for an empty database.
    @Nullable
    MigrationVersion version() {
        return done().stream().map(Row::version).max(Comparator.naturalOrder()).orElse(null);
    }

    /// The rows that were committed after the earlier reading.
    List<Row> since(History earlier) {
        var before = earlier.done().stream().map(Row::version).toList();
        return done().stream().filter(row -> !before.contains(row.version())).toList();
    }
}
