package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.database.ScratchServer;
import dev.kontor.migrations.testing.InTokyo;
import org.junit.jupiter.api.Test;

/// Runs the commands on a machine whose time zone is not UTC.
@InTokyo
final class CommandTimeZoneTest {

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
