package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The objects of one bucket, a file each under the hash of its key: whatever a key is made of, it
/// leads nowhere else. An object is there whole or not at all, and stays there whatever ends this
/// process or the machine, once the upload has returned. Thread-safe.
///
/// Next to an object lies a notice for as long as nobody has been told of it.
final class Bucket {
    private final Path root;

    /// @param root of this bucket alone, and of one process at a time
    Bucket(Path root) throws IOException {
        this.root = root;
        delete(drafts());
        Files.createDirectories(drafts());
        Files.createDirectories(objects());
        Files.createDirectories(notices());
    }

    /// Deletes a bucket that no process has open.
    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    boolean has(String key) {
        return Files.exists(object(key));
    }

    /// @return to be closed by the caller; empty if there is none
    Optional<S3Object> open(String key) throws IOException {
        return open(object(key));
    }

    /// Deletes it if it is there.
    void delete(String key) throws IOException {
        if (Files.deleteIfExists(object(key))) {
            sync(objects());
        }
    }

    /// For an object to come.
    PendingObject draft() throws IOException {
        return new PendingObject(this, Files.createTempFile(drafts(), "draft", ""));
    }

    /// Of what was stored and nobody has been told of, in this process or an earlier one.
    List<Notice> openNotices() throws IOException {
        try (var files = Files.list(notices())) {
            return files.map(Notice::new).toList();
        }
    }

    /// @return to be closed by the caller; empty if the object was deleted meanwhile
    Optional<S3Object> open(Notice notice) throws IOException {
        return open(objects().resolve(notice.objectName()));
    }

    /// Everybody has been told, or nobody can be any more.
    void settle(Notice notice) throws IOException {
        Files.deleteIfExists(notice.file());
    }

    /// To be done before the object is there: it is of no use alone, an object without it would
    /// stay untold.
    Notice notice(Metadata metadata) throws IOException {
        var file = Files.createFile(notices().resolve(Notice.name(name(metadata.key()), metadata.sequencer())));
        sync(notices());
        return new Notice(file);
    }

    Path object(String key) {
        return objects().resolve(name(key));
    }

    Path objects() {
        return root.resolve("objects");
    }

    /// Makes what was created, renamed or deleted in a directory outlive a power failure.
    static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Optional<S3Object> open(Path file) throws IOException {
        try {
            return Optional.of(S3Object.open(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path drafts() {
        return root.resolve("drafts");
    }

    private Path notices() {
        return root.resolve("notices");
    }

    private static String name(String key) {
        return HexFormat.of().formatHex(Digests.sha256().digest(key.getBytes(UTF_8)));
    }
}
