package dev.kontor.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

/// The records of an archive (PKWARE's APPNOTE.TXT 6.3.10), with ZIP64's where a number asks for them.
/// An entry is a local header, its content as [PackedContent], and a data descriptor; a folder is a local
/// header. The central directory has a header of each entry, and an end. Thread-safe.
public final class ZipRecords {

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int ZIP64_END = 0x06064b50;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int END = 0x06054b50;

    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int ZIP64_DESCRIPTOR_BYTES = 24;
    private static final int CENTRAL_HEADER_BYTES = 46;
    private static final int ZIP64_END_BYTES = 56;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int END_BYTES = 22;

    private static final int NAME_IS_UTF_8 = 1 << 11;
    private static final int HAS_DESCRIPTOR = 1 << 3;
    private static final int DEFLATED = 8;

    private static final int VERSION = 20;
    private static final int ZIP64_VERSION = 45;
    private static final int MADE_BY_UNIX = 3 << 8;
    private static final int FILE_MODE = 0100644 << 16;
    private static final int FOLDER_MODE = 040755 << 16 | 0x10;

    private static final short ZIP64_FIELD = 0x0001;
    private static final short TIME_FIELD = 0x5455;
    private static final int FIELD_HEADER_BYTES = 4;
    private static final int TIME_BYTES = 5;

    /// Stands in place of a number that is in the extra field of ZIP64.
    private static final long IN_ZIP64_FIELD = 0xFFFFFFFFL;

    private static final int COUNT_IN_ZIP64_END = 0xFFFF;

    /// The years that a date of MS-DOS can have.
    private static final LocalDateTime FIRST_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final LocalDateTime LAST_TIME = LocalDateTime.of(2107, 12, 31, 23, 59, 58);

    private ZipRecords() {}

    /// Begins an entry.
    ///
    /// @param name its path; one that ends with a slash is a folder's
    /// @param isLarge whether its content may have 4 GiB and more, which asks for ZIP64
    public static ByteBuffer localHeader(String name, Instant modifiedAt, boolean isLarge) {
        var nameBytes = name.getBytes(StandardCharsets.UTF_8);
        var isFolder = name.endsWith("/");
        var zip64Bytes = isLarge ? FIELD_HEADER_BYTES + 2 * Long.BYTES : 0;
        var extraBytes = FIELD_HEADER_BYTES + TIME_BYTES + zip64Bytes;
        var record = record(LOCAL_HEADER_BYTES + nameBytes.length + extraBytes)
                .putInt(LOCAL_HEADER)
                .putShort((short) (isLarge ? ZIP64_VERSION : VERSION));
        putKind(record, isFolder);
        putTime(record, modifiedAt);
        record.putInt(0) // the descriptor has the CRC and the sizes
                .putInt((int) (isLarge ? IN_ZIP64_FIELD : 0))
                .putInt((int) (isLarge ? IN_ZIP64_FIELD : 0))
                .putShort((short) nameBytes.length)
                .putShort((short) extraBytes)
                .put(nameBytes);
        putTimeField(record, modifiedAt);
        if (isLarge) {
            record.putShort(ZIP64_FIELD)
                    .putShort((short) (2 * Long.BYTES))
                    .putLong(0)
                    .putLong(0);
        }
        return record.flip();
    }

    /// Ends an entry that is no folder.
    ///
    /// @param crc CRC-32 of the content, 32 bits
    /// @param size bytes of the content
    /// @param packedSize bytes of the content in the archive
    /// @param isLarge as in the entry's [local header][#localHeader]
    public static ByteBuffer descriptor(long crc, long size, long packedSize, boolean isLarge) {
        var record = record(isLarge ? ZIP64_DESCRIPTOR_BYTES : DESCRIPTOR_BYTES)
                .putInt(DESCRIPTOR)
                .putInt((int) crc);
        return (isLarge
                        ? record.putLong(packedSize).putLong(size)
                        : record.putInt((int) packedSize).putInt((int) size))
                .flip();
    }

    /// The central directory's header of an entry.
    public static ByteBuffer centralHeader(ArchiveEntry entry) {
        var nameBytes = entry.name().getBytes(StandardCharsets.UTF_8);
        var large = zip64Numbers(entry);
        var zip64Bytes = large.length == 0 ? 0 : FIELD_HEADER_BYTES + large.length * Long.BYTES;
        var extraBytes = FIELD_HEADER_BYTES + TIME_BYTES + zip64Bytes;
        var version = entry.isLarge() || large.length > 0 ? ZIP64_VERSION : VERSION;
        var record = record(CENTRAL_HEADER_BYTES + nameBytes.length + extraBytes)
                .putInt(CENTRAL_HEADER)
                .putShort((short) (MADE_BY_UNIX | ZIP64_VERSION))
                .putShort((short) version);
        putKind(record, entry.isFolder());
        putTime(record, entry.modifiedAt());
        record.putInt((int) entry.crc())
                .putInt(orInZip64Field(entry.packedSize()))
                .putInt(orInZip64Field(entry.size()))
                .putShort((short) nameBytes.length)
                .putShort((short) extraBytes)
                .putShort((short) 0) // no comment
                .putShort((short) 0) // all on one disk
                .putShort((short) 0)
                .putInt(entry.isFolder() ? FOLDER_MODE : FILE_MODE)
                .putInt(orInZip64Field(entry.offset()))
                .put(nameBytes);
        putTimeField(record, entry.modifiedAt());
        if (large.length > 0) {
            record.putShort(ZIP64_FIELD).putShort((short) (large.length * Long.BYTES));
            for (var number : large) {
                record.putLong(number);
            }
        }
        return record.flip();
    }

    /// Ends the archive.
    ///
    /// @param entries headers in the directory
    /// @param directoryOffset of the first header, in bytes from the beginning of the archive
    /// @param directorySize bytes of all headers
    public static ByteBuffer end(long entries, long directoryOffset, long directorySize) {
        var isLarge = entries >= COUNT_IN_ZIP64_END || isLarge(directoryOffset) || isLarge(directorySize);
        var record = record((isLarge ? ZIP64_END_BYTES + ZIP64_LOCATOR_BYTES : 0) + END_BYTES);
        if (isLarge) {
            record.putInt(ZIP64_END)
                    .putLong(ZIP64_END_BYTES - 12) // without the signature and this number
                    .putShort((short) (MADE_BY_UNIX | ZIP64_VERSION))
                    .putShort((short) ZIP64_VERSION)
                    .putInt(0)
                    .putInt(0)
                    .putLong(entries)
                    .putLong(entries)
                    .putLong(directorySize)
                    .putLong(directoryOffset)
                    .putInt(ZIP64_LOCATOR)
                    .putInt(0)
                    .putLong(directoryOffset + directorySize)
                    .putInt(1);
        }
        var count = (short) Math.min(entries, COUNT_IN_ZIP64_END);
        return record.putInt(END)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(count)
                .putShort(count)
                .putInt(orInZip64Field(directorySize))
                .putInt(orInZip64Field(directoryOffset))
                .putShort((short) 0) // no comment
                .flip();
    }

    private static ByteBuffer record(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void putKind(ByteBuffer record, boolean isFolder) {
        record.putShort((short) (isFolder ? NAME_IS_UTF_8 : NAME_IS_UTF_8 | HAS_DESCRIPTOR))
                .putShort((short) (isFolder ? 0 : DEFLATED));
    }

    /// The time in MS-DOS's form, which has even seconds, in UTC.
    private static void putTime(ByteBuffer record, Instant modifiedAt) {
        var time = LocalDateTime.ofInstant(modifiedAt, ZoneOffset.UTC);
        if (time.isBefore(FIRST_TIME)) {
            time = FIRST_TIME;
        } else if (time.isAfter(LAST_TIME)) {
            time = LAST_TIME;
        }
        record.putShort((short) (time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2))
                .putShort((short) ((time.getYear() - FIRST_TIME.getYear()) << 9
                        | time.getMonthValue() << 5
                        | time.getDayOfMonth()));
    }

    /// The extra field with the time in seconds since 1970 ("extended timestamp").
    private static void putTimeField(ByteBuffer record, Instant modifiedAt) {
        record.putShort(TIME_FIELD)
                .putShort((short) TIME_BYTES)
                .put((byte) 1) // the time of the last change alone
                .putInt(Math.clamp(modifiedAt.getEpochSecond(), 0, Integer.MAX_VALUE));
    }

    private static long[] zip64Numbers(ArchiveEntry entry) {
        return LongStream.of(entry.size(), entry.packedSize(), entry.offset())
                .filter(ZipRecords::isLarge)
                .toArray();
    }

    private static boolean isLarge(long number) {
        return number >= IN_ZIP64_FIELD;
    }

    private static int orInZip64Field(long number) {
        return (int) Math.min(number, IN_ZIP64_FIELD);
    }
}
