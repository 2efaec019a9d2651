package dev.kontor.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.containers.Bridge;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
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
    void nobodySignsInWithoutThePasswordThatOnlyItsOwnerReads() throws Exception {
        try (var database = LocalDatabase.start(directory)) {
            for (var password : List.of("", "wrong")) {
                assertThatThrownBy(() -> signIn(database.access().url(), "127.0.0.1", password))
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching(".*(SCRAM-based|password) authentication.*");
            }
            signIn(database.access().url(), "127.0.0.1", database.access().password());
        }
        var file = directory.resolve("pgpass");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var known = Files.readString(file);
        try (var database = LocalDatabase.start(directory)) {
            database.access().connect().close();
        }
        assertThat(Files.readString(file)).as("kept").isEqualTo(known);
    }

    /// As earlier versions left it, and as somebody leaves it who deletes the file.
    @Test
    void dataOfBeforeThePasswordGetsOne() throws Exception {
        LocalDatabase.start(directory).close();
        Files.delete(directory.resolve("pgpass"));

        try (var database = LocalDatabase.start(directory)) {
            database.access().connect().close();
            assertThatThrownBy(() -> signIn(database.access().url(), "127.0.0.1", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aRuleFileThatAKillHasCutIsWrittenAnew() throws Exception {
        LocalDatabase.start(directory).close();
        Files.writeString(directory.resolve("postgres/pg_hba.conf"), "host all al");

        try (var database = LocalDatabase.start(directory)) {
            database.access().connect().close();
        }
    }

    @Test
    void containersSignInByPasswordAndOnlyWhereTheyAreAdmitted() throws Exception {
        try (var database = LocalDatabase.start(directory, new Bridge(InetAddress.getByName(BRIDGE), 8))) {
            signIn(atBridge(database), CONTAINER, database.access().password());
            assertThatThrownBy(() -> signIn(atBridge(database), CONTAINER, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
        try (var database = LocalDatabase.start(directory)) {
            assertThatThrownBy(() -> signIn(
                            atBridge(database), CONTAINER, database.access().password()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aPeerThatIsNotOnTheBridgeIsNotAdmitted() throws Exception {
        try (var database = LocalDatabase.start(directory, new Bridge(InetAddress.getByName(BRIDGE), 32))) {
            assertThatThrownBy(() -> signIn(
                            atBridge(database), CONTAINER, database.access().password()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no pg_hba.conf entry");
        }
    }

    @Test
    void aScratchServerAsksForAPasswordToo() throws Exception {
        try (var server = ScratchServer.start();
                var connection = server.create()) {
            var url = connection.getMetaData().getURL();
            assertThatThrownBy(() -> signIn(url, "127.0.0.1", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static String atBridge(LocalDatabase database) {
        return database.access().url().replace("127.0.0.1", BRIDGE);
    }

    private static void signIn(String url, String from, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", LocalDatabase.OWNER);
        properties.setProperty("password", password);
        properties.setProperty("localSocketAddress", from);
        DriverManager.getConnection(url, properties).close();
    }
}
