package dev.kontor.exports;

import dev.kontor.zip.PackedContent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry of an export: a name that is taken, and what stands under it.
///
/// @param number its place, from 1
/// @param folderId of a folder; null for others
/// @param storageKey of content; null for others
/// @param isLarge whether its content may reach 4 GiB in the archive, which asks for ZIP64
/// @param size bytes of its content; 0 for a folder, and for a list, whose size nobody knows before
record ExportEntry(
        long number,
        String name,
        @Nullable UUID folderId,
        @Nullable String storageKey,
        boolean isLarge,
        Instant modifiedAt,
        long size) {

    /// Content of this many bytes is begun as large. It is 16 MiB less than 4 GiB, and the framing of the
    /// content takes less than that.
    private static final long LARGE_BYTES = 0xFF000000L;

    static ExportEntry folder(long number, String path, UUID folderId, Instant modifiedAt) {
        return new ExportEntry(number, path, folderId, null, false, modifiedAt, 0);
    }

    static ExportEntry content(long number, String path, String storageKey, Instant modifiedAt, long size) {
        return new ExportEntry(number, path, null, storageKey, size >= LARGE_BYTES, modifiedAt, size);
    }

    /// A list, of which nobody knows how large it becomes.
    static ExportEntry list(long number, String name, Instant modifiedAt) {
        return new ExportEntry(number, name, null, null, true, modifiedAt, 0);
    }

    ExportEntry named(String other) {
        return new ExportEntry(number, other, folderId, storageKey, isLarge, modifiedAt, size);
    }

    /// What has become of an entry.
    ///
    /// @param offset of its local header; null where it is left out
    record Written(long number, @Nullable Long offset, PackedContent content) {}
}
