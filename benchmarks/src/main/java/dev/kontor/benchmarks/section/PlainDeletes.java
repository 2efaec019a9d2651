package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.BenchmarkServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The least that deleting a user can be: a `delete … where user_id` for each table, in one transaction,
/// on one connection that keeps plans. No trigger runs, and no foreign key is looked at. Not thread-safe.
final class PlainDeletes implements AutoCloseable {

    private static final String TABLES = """
        select c.relname
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        order by c.relname
        """;

    private final Connection connection;
    private final List<String> tables = new ArrayList<>();

    private PlainDeletes(Connection connection) throws SQLException {
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            try (var rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        connection.setAutoCommit(false);
    }

    static PlainDeletes on(BenchmarkServer server, String database) throws SQLException {
        return new PlainDeletes(server.connect(database));
    }

    /// Deletes all rows of a user.
    void delete(String user) throws SQLException {
        for (var table : tables) {
            try (var statement = connection.prepareStatement("delete from " + table + " where user_id = ?")) {
                statement.setString(1, user);
                statement.executeUpdate();
            }
        }
        connection.commit();
    }

    /// How many rows a user has.
    long rowsOf(String user) throws SQLException {
        var count = 0L;
        for (var table : tables) {
            try (var statement = connection.prepareStatement("select count(*) from " + table + " where user_id = ?")) {
                statement.setString(1, user);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    count += rows.getLong(1);
                }
            }
        }
        connection.commit();
        return count;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
