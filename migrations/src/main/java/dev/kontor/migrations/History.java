package dev.kontor.migrations;

import dev.kontor.migrations.MigrationReport.Applied;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The migrations that the database says were committed, oldest first.
record History(List<Applied> migrations) {

    static final String SCHEMA = "public";
    static final String TABLE = "schema_migrations";

    static final History EMPTY = new History(List.of());

    History {
        migrations = List.copyOf(migrations);
    }

    static History read(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return EMPTY;
        }
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select version, description, execution_time
                                from public.schema_migrations
                                where success and version is not null
                                order by installed_rank
                                """)) {
            var migrations = new ArrayList<Applied>();
            while (rows.next()) {
                migrations.add(new Applied(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
            return new History(migrations);
        }
    }

    /// Null for an empty database.
    @Nullable String version() {
        return migrations.isEmpty() ? null : migrations.getLast().version();
    }

    /// What was committed after the earlier reading.
    List<Applied> since(History earlier) {
        return migrations.subList(earlier.migrations.size(), migrations.size());
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select to_regclass('public.schema_migrations') is not null")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
