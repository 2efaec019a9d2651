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

/// The objects of one bucket. Each object is a file whose name is the hash of its key, so no key
/// leads out of the bucket. An object exists whole or not at all. After the upload has returned, it
/// survives a crash of this process or of the machine. Thread-safe.
///
/// A second file marks an object whose notification has not been delivered.
final class Bucket {
    private final Path root;

    /// @param root the directory of this bucket; only one process may use it at a time
    Bucket(Path root) throws IOException {
        this.root = root;
        delete(pending());
        Files.createDirectories(pending());
        Files.createDirectories(objects());
        Files.createDirectories(notices());
        Files.createDirectories(uploads());
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

    /// @return the object, which the caller closes; empty if there is none
    Optional<S3Object> open(String key) throws IOException {
        return open(object(key));
    }

    /// Deletes the object if it exists.
    void delete(String key) throws IOException {
        if (Files.deleteIfExists(object(key))) {
            sync(objects());
        }
    }

    /// A file for an object whose content is still to come. The caller closes it.
    PendingObject newObject() throws IOException {
        return new PendingObject(this, Files.createTempFile(pending(), "draft", ""));
    }

    /// The directory of what has arrived of multipart uploads.
    Path uploads() {
        return root.resolve("uploads");
    }

    /// The notifications that neither this process nor an earlier one has delivered.
    List<PendingNotification> pendingNotifications() throws IOException {
        try (var files = Files.list(notices())) {
            return files.map(PendingNotification::new).toList();
        }
    }

    /// @return the object, which the caller closes; empty if it was deleted in the meantime
    Optional<S3Object> open(PendingNotification notification) throws IOException {
        return open(objects().resolve(notification.objectName()));
    }

    /// Removes a notification that was delivered or has lost its object.
    void remove(PendingNotification notification) throws IOException {
        Files.deleteIfExists(notification.file());
    }

    /// Adds the notification before the object exists. A notification without an object does no
    /// harm; an object without a notification would never be announced.
    PendingNotification addNotification(Metadata metadata) throws IOException {
        var file = Files.createFile(
                notices().resolve(PendingNotification.name(name(metadata.key()), metadata.sequencer())));
        sync(notices());
        return new PendingNotification(file);
    }

    Path object(String key) {
        return objects().resolve(name(key));
    }

    Path objects() {
        return root.resolve("objects");
    }

    /// Writes a directory's new, renamed and deleted entries to the disk.
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

    private Path pending() {
        return root.resolve("drafts");
    }

    private Path notices() {
        return root.resolve("notices");
    }

    private static String name(String key) {
        return HexFormat.of().formatHex(Digests.sha256().digest(key.getBytes(UTF_8)));
    }
}
