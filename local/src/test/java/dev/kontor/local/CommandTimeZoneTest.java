package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.database.ScratchServer;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Runs the commands on a machine whose time zone is not UTC.
@Isolated("it changes the time zone of the process")
final class CommandTimeZoneTest {

    private final TimeZone before = TimeZone.getDefault();

    @BeforeEach
    void moveToTokyo() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    @AfterEach
    void moveBack() {
        TimeZone.setDefault(before);
    }

    @Test
    void aSessionOfACommandSaysUtc() throws Exception {
        assertThat(Main.commandLine().getCommandName()).isEqualTo("./kontor");

        try (var server = ScratchServer.start();
                var connection = server.create();
                var statement = connection.createStatement();
                var said = statement.executeQuery("select '2024-01-01'::timestamptz::text")) {
            assertThat(said.next()).isTrue();
            assertThat(said.getString(1)).isEqualTo("2024-01-01 00:00:00+00");
        }
    }
}
