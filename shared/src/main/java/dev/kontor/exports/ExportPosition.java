package dev.kontor.exports;

import dev.kontor.zip.PackedContent;
import org.jspecify.annotations.Nullable;

/// How far an export is written, as the database keeps it.
///
/// @param phase the name of an [ExportPhase]
/// @param reached the last of what the phase has done, in a form that it knows; null at its beginning
/// @param bytes of the archive
/// @param parts in S3
/// @param entries the number of the last entry that is begun or left out
/// @param directoryOffset bytes before the directory; null before it is begun
/// @param open the last entry if it is not ended yet; null if it is
/// @param files whose content is done
record ExportPosition(
        String phase,
        @Nullable String reached,
        long bytes,
        int parts,
        long entries,
        @Nullable Long directoryOffset,
        @Nullable OpenEntry open,
        long files) {

    /// @param offset of its local header
    record OpenEntry(long offset, PackedContent content) {}
}
