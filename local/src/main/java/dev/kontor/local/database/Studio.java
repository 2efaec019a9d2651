package dev.kontor.local.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.server.web.WebServer;
import org.h2.tools.Server;

/// A view of a database in a browser: H2's web console, which works on any JDBC connection. It
/// listens on the loopback interface only, and admits whoever knows the URL of its one session.
public final class Studio implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    static {
        // The first class of H2 that is loaded reads this once.
        System.setProperty("h2.bindAddress", LOOPBACK);
    }

    private final Server server;
    private final String url;

    private Studio(Server server, String url) {
        this.server = server;
        this.url = url;
    }

    /// @param connection the database that it shows; closed with the session
    public static Studio open(Connection connection) throws SQLException {
        var server = Server.createWebServer(
                // Any free port, and no settings file in the user's home.
                "-webPort", "0", "-webDaemon", "-properties", "null");
        server.start();
        var url = ((WebServer) server.getService()).addSession(connection);
        // It listens here; localhost may resolve to another address first.
        return new Studio(server, url.replace("//localhost:", "//" + LOOPBACK + ":"));
    }

    /// The URL of the session, valid until the studio is closed.
    public String url() {
        return url;
    }

    @Override
    public void close() {
        server.stop();
    }
}
