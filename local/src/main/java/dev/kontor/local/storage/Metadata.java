package dev.kontor.local.storage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything about an object but its size. It is in the same file as the content, at the end, so
/// neither exists without the other.
///
/// @param etag MD5 of the content in hex, without quotes
/// @param sha256 in base64; null if the upload carried none
/// @param sequencer greater than that of every earlier version under the same key
record Metadata(
        String key,
        String contentType,
        String etag,
        @Nullable String sha256,
        Instant lastModified,
        String sequencer) {
    private static final int FORMAT = 1;

    /// Appends this and then its length, by which it is found.
    void writeTo(FileChannel file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(FORMAT);
        out.writeUTF(key);
        out.writeUTF(contentType);
        out.writeUTF(etag);
        out.writeUTF(sha256 == null ? "" : sha256);
        out.writeLong(lastModified.toEpochMilli());
        out.writeUTF(sequencer);
        out.writeInt(bytes.size());
        var buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /// @return the number of bytes before the metadata, which are the content
    static long contentLength(FileChannel file) throws IOException {
        var length = ByteBuffer.allocate(Integer.BYTES);
        var end = file.size() - Integer.BYTES;
        if (end < 0 || file.read(length, end) < Integer.BYTES) {
            throw new EOFException("no object");
        }
        return end - length.flip().getInt();
    }

    static Metadata readFrom(FileChannel file) throws IOException {
        file.position(contentLength(file));
        // Closing the stream would close the file.
        var in = new DataInputStream(buffered(file));
        if (in.readByte() != FORMAT) {
            throw new IOException("an object of another format");
        }
        var key = in.readUTF();
        var contentType = in.readUTF();
        var etag = in.readUTF();
        var sha256 = in.readUTF();
        return new Metadata(
                key,
                contentType,
                etag,
                sha256.isEmpty() ? null : sha256,
                Instant.ofEpochMilli(in.readLong()),
                in.readUTF());
    }

    private static InputStream buffered(FileChannel file) {
        return new BufferedInputStream(Channels.newInputStream(file));
    }
}
