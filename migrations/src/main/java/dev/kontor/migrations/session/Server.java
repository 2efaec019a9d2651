package dev.kontor.migrations.session;

import dev.kontor.migrations.config.Environment;
import dev.kontor.migrations.config.MigrationConfig;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/// Where the database is, and how to sign in. Safe for several threads.
public final class Server extends PGSimpleDataSource {

    /// Off: it quotes what it takes for the port, and in `//user:password@host` that is the
    /// password. Kept here, since a logger that nobody holds forgets its level.
    private static final Logger URL_LOG = Logger.getLogger("org.postgresql.util.PGPropertyUtil");

    static {
        URL_LOG.setLevel(Level.OFF);
    }

    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final int CANCEL_TIMEOUT_SECONDS = 1;

    /// @throws IllegalStateException the url is none that the driver understands
    public Server(MigrationConfig config) {
        try {
            setUrl(config.url());
        } catch (IllegalArgumentException e) {
            // The driver's message quotes the url, which may hold a password.
            throw Environment.malformedUrl();
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
}
