package dev.kontor.migrations.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/// One database of the test server, of its test alone.
public record TestDatabase(String name, int port) {

    /// Who owns everything in it.
    public static final String OWNER = "postgres";

    /// The role the functions sign in as.
    public static final String APP = "kontor_app";

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

    /// What a function finds in its environment.
    public Map<String, String> environment() {
        return Map.of("DATABASE_URL", url(), "DATABASE_USER", APP);
    }
}
