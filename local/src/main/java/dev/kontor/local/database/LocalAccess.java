package dev.kontor.local.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The way into the running local database as the role that owns it.
public record LocalAccess(String url, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, LocalDatabase.OWNER, password);
    }

    /// Leaves out the password.
    @Override
    public String toString() {
        return "LocalAccess[url=" + url + "]";
    }
}
