package dev.kontor.exports;

import dev.kontor.shared.Limits;

/// The sizes of the pieces of an export.
///
/// @param smallestPart bytes of every part but the last, at least
/// @param partGrowth bytes by which a part is larger than the one before
/// @param read bytes of content that are read at a time
/// @param rows rows that are read at a time
/// @param reserved bytes that are kept for what is no content
record ExportSizes(long smallestPart, long partGrowth, int read, int rows, long reserved) {

    static final ExportSizes DEFAULT = new ExportSizes(
            Limits.PART_BYTES_MIN,
            Limits.EXPORT_PART_GROWTH_BYTES,
            Limits.EXPORT_READ_BYTES,
            Limits.EXPORT_ROWS_PER_PIECE,
            Limits.EXPORT_BYTES_RESERVED);

    /// The bytes at which a part is complete.
    ///
    /// @param number from 1
    long part(int number) {
        return smallestPart + partGrowth * number;
    }

    /// Bytes that all parts from this one on hold.
    long room(int number) {
        var parts = Math.max(0, Limits.PARTS_MAX - number + 1);
        return parts * (part(number) + part(Limits.PARTS_MAX)) / 2;
    }
}
