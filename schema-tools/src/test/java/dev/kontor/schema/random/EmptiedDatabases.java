package dev.kontor.schema.random;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.scratch.ScratchDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A few databases that are emptied and used again, which is quicker than making new ones. For one
/// thread.
public final class EmptiedDatabases implements ScratchDatabases {

    private static final String EMPTY = """
        drop schema public cascade;
        create schema public authorization pg_database_owner;
        grant usage on schema public to public;
        comment on schema public is 'standard public schema';
        """;

    private final Deque<TestDatabase> free = new ArrayDeque<>();
    private final List<Used> used = new ArrayList<>();

    private record Used(TestDatabase database, Connection connection) {}

    @Override
    public Connection create() throws SQLException {
        for (var each : List.copyOf(used)) {
            if (each.connection().isClosed()) {
                used.remove(each);
                free.addLast(each.database());
            }
        }
        var database = free.pollFirst();
        if (database == null) {
            database = TestPostgres.createDatabase();
        } else {
            database.execute(EMPTY);
        }
        var connection = database.connect();
        used.add(new Used(database, connection));
        return connection;
    }
}
