package dev.kontor.local.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;

/// An object whose content is still arriving. Its file is invisible to readers, and `close` deletes
/// it unless it was published. For one thread.
final class PendingObject implements AutoCloseable {
    private final Bucket bucket;
    private final Path file;
    private byte[] md5 = {};
    private byte[] sha256 = {};

    PendingObject(Bucket bucket, Path file) {
        this.bucket = bucket;
        this.file = file;
    }

    /// Writes the content to the file, with little of it in memory at a time.
    ///
    /// @return the content's length in bytes
    long receive(InputStream content) throws IOException {
        var withMd5 = new DigestInputStream(content, Digests.md5());
        var withBoth = new DigestInputStream(withMd5, Digests.sha256());
        try (var out = Files.newOutputStream(file)) {
            var length = withBoth.transferTo(out);
            md5 = withMd5.getMessageDigest().digest();
            sha256 = withBoth.getMessageDigest().digest();
            return length;
        }
    }

    /// Writes the content of other files to this one, in their order.
    void join(List<Path> parts) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (var part : parts) {
                append(part, out);
            }
        }
    }

    private static void append(Path part, FileChannel out) throws IOException {
        try (var in = FileChannel.open(part, StandardOpenOption.READ)) {
            var size = in.size();
            for (var position = 0L; position < size; ) {
                position += in.transferTo(position, size - position, out);
            }
        }
    }

    /// Moves the content to a place where it is no object yet.
    void moveTo(Path place) throws IOException {
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The digest of the received content.
    byte[] md5() {
        return md5.clone();
    }

    byte[] sha256() {
        return sha256.clone();
    }

    /// Makes the file an object, in one atomic step.
    ///
    /// @param onlyIfNew whether to keep an object that already has this key
    /// @return the notification to deliver; empty if an existing object was kept
    Optional<PendingNotification> publish(Metadata metadata, boolean onlyIfNew) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            metadata.writeTo(channel);
            channel.force(true);
        }
        var notification = bucket.addNotification(metadata);
        var object = bucket.object(metadata.key());
        if (onlyIfNew) {
            try {
                // Unlike a move, a link never replaces an object that came in the meantime.
                Files.createLink(object, file);
            } catch (FileAlreadyExistsException e) {
                bucket.remove(notification);
                return Optional.empty();
            }
        } else {
            Files.move(file, object, StandardCopyOption.ATOMIC_MOVE);
        }
        Bucket.sync(bucket.objects());
        return Optional.of(notification);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
