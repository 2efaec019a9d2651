package dev.kontor.local.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/// Where the embedded scratch servers keep their data: in memory, where the machine has some to
/// spare. A disk takes seconds to take in a new server.
final class ScratchStorage {
    private static final Path MEMORY = Path.of("/dev/shm");

    /// Many times what a check needs. A container has 64 MB by default.
    private static final long BYTES_MIN = 2L << 30;

    private static final String PREFIX = "kontor-server-";

    /// The library locks this file for as long as the process of its server's command lives.
    private static final String LOCK = "epg-lock";

    /// A command locks the file a moment after it has made the directory.
    private static final Duration NEW = Duration.ofMinutes(1);

    private ScratchStorage() {}

    /// Makes a directory that only this user can read, and deletes those of commands that were killed.
    static Path make() throws IOException, InterruptedException {
        var isRoomy = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= BYTES_MIN;
        return make(isRoomy ? MEMORY : Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Path make(Path root) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory(root, PREFIX);
        var owner = Files.getOwner(directory);
        try (var others = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (var other : others) {
                if (Files.getOwner(other).equals(owner) && isLeft(other)) {
                    Postmaster.stopAny(other);
                    LocalDatabase.deleteTree(other);
                }
            }
        }
        return directory;
    }

    private static boolean isLeft(Path directory) throws IOException {
        var made = Files.getLastModifiedTime(directory).toInstant();
        if (made.isAfter(Instant.now().minus(NEW))) {
            return false;
        }
        var file = directory.resolve(LOCK);
        if (!Files.exists(file)) {
            return true;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // a server of this process
        }
    }
}
