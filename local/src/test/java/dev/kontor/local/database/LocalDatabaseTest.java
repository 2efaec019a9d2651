package dev.kontor.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.containers.Bridge;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A second loopback address stands in for the bridge's, and a client connects from a third.
/// Linux has all loopback addresses.
@EnabledOnOs(OS.LINUX)
@Tag("slow")
final class LocalDatabaseTest {
    private static final String BRIDGE = "127.0.0.2";
    private static final String CONTAINER = "127.0.0.3";

    @TempDir
    private Path directory;

    @Test
    void containersSignInByPasswordAndOnlyWhereTheyAreAdmitted() throws Exception {
        String password;
        try (var database = LocalDatabase.start(directory, new Bridge(InetAddress.getByName(BRIDGE), 8))) {
            password = database.newPassword(LocalDatabase.OWNER);
            signIn(atBridge(database), CONTAINER, password);
            signIn(database.url(), "127.0.0.1", "");
            assertThatThrownBy(() -> signIn(atBridge(database), CONTAINER, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
        try (var database = LocalDatabase.start(directory)) {
            assertThat(Files.readString(directory.resolve("postgres/pg_hba.conf")))
                    .doesNotContain("scram-sha-256");
            signIn(database.url(), "127.0.0.1", "");
            assertThatThrownBy(() -> signIn(atBridge(database), CONTAINER, password))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aPeerThatIsNotOnTheBridgeIsNotAdmitted() throws Exception {
        try (var database = LocalDatabase.start(directory, new Bridge(InetAddress.getByName(BRIDGE), 32))) {
            var password = database.newPassword(LocalDatabase.OWNER);
            assertThatThrownBy(() -> signIn(atBridge(database), CONTAINER, password))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no pg_hba.conf entry");
        }
    }

    private static String atBridge(LocalDatabase database) {
        return database.url().replace("127.0.0.1", BRIDGE);
    }

    private static void signIn(String url, String from, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", LocalDatabase.OWNER);
        properties.setProperty("password", password);
        properties.setProperty("localSocketAddress", from);
        DriverManager.getConnection(url, properties).close();
    }
}
