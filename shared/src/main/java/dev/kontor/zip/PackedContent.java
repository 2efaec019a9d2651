package dev.kontor.zip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// How far the content of an entry is written. It is written in pieces, each packed by itself, so that
/// any of them may be the first of another process. Immutable.
///
/// @param size bytes so far
/// @param packedSize bytes so far in the archive
/// @param crc CRC-32 so far, 32 bits
public record PackedContent(long size, long packedSize, long crc) {

    /// Nothing is written.
    public static final PackedContent NONE = new PackedContent(0, 0, 0);

    /// An empty last block.
    private static final byte[] LAST_BLOCK = {3, 0};

    private static final int BUFFER_BYTES = 1 << 16;

    /// The next piece as it is written, and how far the content is then.
    public record Piece(ByteBuffer bytes, PackedContent content) {}

    /// @param data begins with the piece
    /// @param length bytes of the piece
    /// @param isText whether compressing is worth the time; other content is only framed
    public Piece next(byte[] data, int length, boolean isText) {
        var crcOfPiece = new CRC32();
        crcOfPiece.update(data, 0, length);
        var packed = packed(data, length, isText ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION);
        return new Piece(
                ByteBuffer.wrap(packed),
                new PackedContent(
                        size + length,
                        packedSize + packed.length,
                        CombinedCrc.combine(crc, crcOfPiece.getValue(), length)));
    }

    /// The end of the content and of its entry.
    public Piece last(boolean isLarge) {
        var end = new PackedContent(size, packedSize + LAST_BLOCK.length, crc);
        var descriptor = ZipRecords.descriptor(end.crc, end.size, end.packedSize, isLarge);
        var bytes = ByteBuffer.allocate(LAST_BLOCK.length + descriptor.remaining());
        return new Piece(bytes.put(LAST_BLOCK).put(descriptor).flip(), end);
    }

    /// A full flush ends a piece at a whole byte, and the next one refers to nothing before it.
    private static byte[] packed(byte[] data, int length, int level) {
        var packed = new ByteArrayOutputStream(length / 2 + BUFFER_BYTES);
        var deflater = new Deflater(level, true);
        try {
            deflater.setInput(data, 0, length);
            var buffer = new byte[BUFFER_BYTES];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
                packed.write(buffer, 0, count);
            } while (count == buffer.length);
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
