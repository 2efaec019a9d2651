package dev.kontor.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchStorageTest {
    @TempDir
    Path root;

    @Test
    void onlyTheUserMayReadIt() throws Exception {
        var directory = ScratchStorage.make(root);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatAKilledCommandHasLeftIsDeleted() throws Exception {
        var old = server("kontor-server-old", Duration.ofHours(1));
        var begun = server("kontor-server-begun", Duration.ZERO);
        var other = server("something-else", Duration.ofHours(1));
        var used = server("kontor-server-used", Duration.ofHours(1));
        try (var channel = FileChannel.open(used.resolve("epg-lock"), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            ScratchStorage.make(root);
        }
        assertThat(old).doesNotExist();
        assertThat(begun).exists();
        assertThat(other).exists();
        assertThat(used).exists();
    }

    private Path server(String name, Duration age) throws IOException {
        var directory = Files.createDirectory(root.resolve(name));
        Files.writeString(directory.resolve("epg-lock"), "");
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(age)));
        return directory;
    }
}
