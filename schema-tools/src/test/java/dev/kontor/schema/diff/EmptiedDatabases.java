package dev.kontor.schema.diff;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// A few databases that are used again and again, because emptying one is faster than making another.
/// For one thread.
public final class EmptiedDatabases {

    private static final String EMPTY = """
        drop schema public cascade;
        create schema public authorization pg_database_owner;
        grant usage on schema public to public;
        """;

    /// More than anything under test has open at one time.
    private static final List<TestDatabase> DATABASES =
            Stream.generate(TestPostgres::createDatabase).limit(5).toList();

    private static int used;

    private EmptiedDatabases() {}

    public static TestDatabase next() throws SQLException {
        var database = DATABASES.get(used++ % DATABASES.size());
        database.execute(EMPTY);
        return database;
    }

    public static Connection connect() throws SQLException {
        return next().connect();
    }
}
