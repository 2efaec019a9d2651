package dev.kontor.local.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStorageTest {
    @TempDir
    Path directory;

    @Test
    void aLinkFromBeforeARestartIsGoodAfterIt() throws Exception {
        URI link;
        try (var s3 = TestS3.start(directory)) {
            s3.store("one", TestS3.HELLO);
            link = s3.sign("GET", "one").link();
        }
        try (var s3 = TestS3.start(directory)) {
            assertThat(s3.send("GET", link, Map.of()).body()).isEqualTo("hello");
        }
    }

    @Test
    void whereItsPortWasTakenMeanwhileItTakesAnother() throws Exception {
        String before;
        try (var s3 = TestS3.start(directory)) {
            before = s3.url();
        }
        var port = URI.create(before).getPort();
        String after;
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var s3 = TestS3.start(directory)) {
            after = s3.url();
        }
        assertThat(after).isNotEqualTo(before);
        try (var s3 = TestS3.start(directory)) {
            assertThat(s3.url()).isEqualTo(after);
        }
    }

    @Test
    void itsKeyIsMadeOnceAndForItsOwnerOnly() throws IOException {
        var first = AccessKey.in(directory);
        assertThat(AccessKey.in(directory)).isEqualTo(first);
        assertThat(first.id()).matches("LOCAL\\w{16}");
        assertThat(first.secret()).hasSize(40);
        assertThat(first).hasToString(first.id());
        var file = directory.resolve("storage-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "something else");
        assertThatThrownBy(() -> AccessKey.in(directory))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("storage-key");
    }

    @Test
    void whatIsDeletedIsTheObjectsAndNotTheKey() throws Exception {
        AccessKey key;
        try (var s3 = TestS3.start(directory)) {
            s3.store("one", TestS3.HELLO);
            key = AccessKey.in(directory);
        }
        LocalStorage.delete(directory);
        LocalStorage.delete(directory);
        try (var s3 = TestS3.start(directory)) {
            assertThat(s3.statusOf("one")).isEqualTo(404);
            assertThat(AccessKey.in(directory)).isEqualTo(key);
        }
    }
}
