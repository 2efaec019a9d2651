package dev.kontor.local;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.server.web.WebServer;
import org.h2.tools.Server;

/// A browser's view of a database: H2's web console, which speaks to any JDBC connection. It
/// listens on the loopback interface alone, and lets in who knows the address of its one session.
final class Studio implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    static {
        // Read once, by the first class of H2 that is loaded.
        System.setProperty("h2.bindAddress", LOOPBACK);
    }

    private final Server server;
    private final String url;

    private Studio(Server server, String url) {
        this.server = server;
        this.url = url;
    }

    /// @param connection what it shows, and closes with its session
    static Studio open(Connection connection) throws SQLException {
        var server = Server.createWebServer(
                // Any free port; and no file of settings in the user's home.
                "-webPort", "0", "-webDaemon", "-properties", "null");
        server.start();
        var url = ((WebServer) server.getService()).addSession(connection);
        // Where it listens: localhost may be another address first.
        return new Studio(server, url.replace("//localhost:", "//" + LOOPBACK + ":"));
    }

    /// Good for who has it, until it is closed.
    String url() {
        return url;
    }

    @Override
    public void close() {
        server.stop();
    }
}
