package dev.kontor.zip;

import java.time.Instant;

/// An entry of an archive, as its directory lists it.
///
/// @param name its path, with `/` between folders, and behind the name of a folder
/// @param isLarge whether it was begun as one that may have 4 GiB and more
/// @param offset of its local header, in bytes from the beginning of the archive
/// @param size bytes of its content
/// @param packedSize bytes of its content in the archive
/// @param crc CRC-32 of its content, 32 bits
public record ArchiveEntry(
        String name, Instant modifiedAt, boolean isLarge, long offset, long size, long packedSize, long crc) {

    boolean isFolder() {
        return name.endsWith("/");
    }
}
