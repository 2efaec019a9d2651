package dev.kontor.migrations;

import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Opens direct connections, and can cancel what all of them are doing. Safe for several threads.
final class Connections extends PGSimpleDataSource {

    /// Off: it quotes what it takes for the port, and in `//user:password@host` that is the
    /// password. Kept here, since a logger that nobody holds forgets its level.
    private static final Logger URL_LOG = Logger.getLogger("org.postgresql.util.PGPropertyUtil");

    static {
        URL_LOG.setLevel(Level.OFF);
    }

    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final int CANCEL_TIMEOUT_SECONDS = 1;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /// @throws IllegalStateException the url is none that the driver understands
    Connections(MigrationConfig config) {
        try {
            setUrl(config.url());
        } catch (IllegalArgumentException e) {
            // The driver's message quotes the url, which may hold a password.
            throw MigrationConfig.malformed("DATABASE_URL", "jdbc:postgresql://HOST:PORT/NAME");
        }
        setUser(config.user());
        if (config.password() != null) {
            setPassword(config.password());
        }
        setApplicationName("kontor-migrations");
        setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        setLoginTimeout(CONNECT_TIMEOUT_SECONDS);
        setCancelSignalTimeout(CANCEL_TIMEOUT_SECONDS);
        setTcpKeepAlive(true);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        var connection = super.getConnection(user, password);
        open.add(connection);
        return connection;
    }

    /// Asks the server to end whatever statement each connection is running.
    void cancel() {
        for (var connection : open) {
            try {
                if (!connection.isClosed()) {
                    connection.unwrap(PGConnection.class).cancelQuery();
                }
            } catch (SQLException e) {
                // It may have closed just now; whoever cancels asks again.
            }
        }
    }

    /// Drops every connection, answered or not: the server rolls back what they left open.
    void abort() {
        for (var connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // Closed already.
            }
        }
    }
}
