package dev.kontor.migrations.session;

import dev.kontor.migrations.config.EnvironmentVariables;
import dev.kontor.migrations.config.MigrationConfig;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/// The address of the database and the sign-in to it. Safe for several threads.
public final class Server extends PGSimpleDataSource {

    /// Off, since it would quote the password of `//user:password@host`, which it takes for the
    /// port. A field keeps it, because a logger without a reference forgets its level.
    private static final Logger URL_LOG = Logger.getLogger("org.postgresql.util.PGPropertyUtil");

    static {
        URL_LOG.setLevel(Level.OFF);
    }

    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final int CANCEL_TIMEOUT_SECONDS = 1;

    /// @throws IllegalStateException the driver does not understand the url
    public Server(MigrationConfig config) {
        try {
            setUrl(config.url());
        } catch (IllegalArgumentException e) {
            // The driver's message quotes the url, which may hold a password.
            throw EnvironmentVariables.malformedUrl();
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
        // The details of an error contain values of rows, and a report reaches CloudFormation's events.
        setLogServerErrorDetail(false);
    }
}
