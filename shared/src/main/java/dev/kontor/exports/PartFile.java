package dev.kontor.exports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// What is written of an export and not yet in S3, in a temporary file: a part may be larger than the
/// memory of the function. The system deletes the file whatever ends the process. For one thread.
final class PartFile implements AutoCloseable {

    private final FileChannel file;

    private PartFile(FileChannel file) {
        this.file = file;
    }

    static PartFile create() {
        try {
            var path = Files.createTempFile("export", ".part");
            return new PartFile(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                var _ = file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long size() {
        try {
            return file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        try {
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of it, from the beginning. Several may be read at a time.
    InputStream open() {
        return new PartContent();
    }

    /// All of it, in memory. Only for less than the smallest part.
    byte[] bytes() {
        try (var content = open()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// It has a place of its own in the file.
    private final class PartContent extends InputStream {
        private long position;

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            var count = file.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(count, 0);
            return count;
        }
    }
}
