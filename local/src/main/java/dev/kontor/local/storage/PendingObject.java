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
import java.util.Optional;

/// The content of an object to come, while it is received: a file that nobody sees, and that is
/// gone when this is closed unless it has been published. For one thread.
final class PendingObject implements AutoCloseable {
    private final Bucket bucket;
    private final Path file;
    private byte[] md5 = {};
    private byte[] sha256 = {};

    PendingObject(Bucket bucket, Path file) {
        this.bucket = bucket;
        this.file = file;
    }

    /// Takes all that comes, never much of it in memory.
    ///
    /// @return how many bytes that was
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

    /// Of what was received.
    byte[] md5() {
        return md5.clone();
    }

    byte[] sha256() {
        return sha256.clone();
    }

    /// Makes it an object, in one step that either happens or does not.
    ///
    /// @param onlyIfNew whether to leave an object of that key alone
    /// @return that somebody is to be told; empty if an object was left alone
    Optional<Notice> publish(Metadata metadata, boolean onlyIfNew) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            metadata.writeTo(channel);
            channel.force(true);
        }
        var notice = bucket.notice(metadata);
        var object = bucket.object(metadata.key());
        if (onlyIfNew) {
            try {
                // Unlike a move, a link never replaces what came meanwhile.
                Files.createLink(object, file);
            } catch (FileAlreadyExistsException e) {
                bucket.settle(notice);
                return Optional.empty();
            }
        } else {
            Files.move(file, object, StandardCopyOption.ATOMIC_MOVE);
        }
        Bucket.sync(bucket.objects());
        return Optional.of(notice);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
