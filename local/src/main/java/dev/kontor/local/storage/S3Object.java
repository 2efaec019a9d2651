package dev.kontor.local.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An object that is open for reading. Its content stays the same, even if the object is replaced or
/// deleted in the meantime.
final class S3Object implements AutoCloseable {
    private final FileChannel file;
    private final Metadata metadata;
    private final long size;

    private S3Object(FileChannel file) throws IOException {
        this.file = file;
        this.metadata = Metadata.readFrom(file);
        this.size = Metadata.contentLength(file);
    }

    /// @throws java.nio.file.NoSuchFileException the object does not exist
    static S3Object open(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new S3Object(file);
        } catch (IOException e) {
            file.close();
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    Metadata metadata() {
        return metadata;
    }

    /// In bytes.
    long size() {
        return size;
    }

    void copy(ByteRange range, OutputStream out) throws IOException {
        var target = Channels.newChannel(out);
        var position = range.first();
        while (position <= range.last()) {
            var count = file.transferTo(position, range.last() + 1 - position, target);
            if (count == 0) {
                throw new EOFException("the object is shorter than it was");
            }
            position += count;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
