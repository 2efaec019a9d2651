package dev.kontor.migrations.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// One database of the test server, of its test alone.
public record TestDatabase(String name, int port) {

    /// The role that owns everything in the database.
    public static final String OWNER = "postgres";

    /// The role the functions sign in as.
    public static final String APP = "kontor_app";

    public static final String STRIPE_SECRET = "whsec_events";

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /// A new connection as owner.
    public Connection connect() throws SQLException {
        return connectAs(OWNER);
    }

    public Connection connectAs(String user) throws SQLException {
        return DriverManager.getConnection(url(), user, "");
    }

    /// Runs any number of statements as owner.
    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Asks as owner: the rows, their columns joined by a space, a null as `null`.
    public List<String> query(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                var line = new StringJoiner(" ");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(String.valueOf(rows.getString(i)));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }

    /// Removes it, whoever is connected: the files of some thousand databases fill a disk, and take
    /// minutes to delete at the end.
    public void drop() {
        try {
            new TestDatabase(OWNER, port).execute("drop database " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException("could not drop a test database", e);
        }
    }

    /// The environment of a function: this database, a bucket that does not exist, and the secret that
    /// the event of Stripe in `events/` is signed with.
    public Map<String, String> environment() {
        var environment = new HashMap<>(TestBucket.NOWHERE);
        environment.put("DATABASE_URL", url());
        environment.put("DATABASE_USER", APP);
        environment.put("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET);
        return environment;
    }
}
