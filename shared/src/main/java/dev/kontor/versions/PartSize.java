package dev.kontor.versions;

import dev.kontor.shared.Limits;

/// The size of the parts in which content comes.
public final class PartSize {

    private PartSize() {}

    /// The smallest size that S3 takes, or the one by which [Limits#PARTS_MAX] parts hold the content.
    /// Uppy's plugin for S3 chooses the same size by default.
    ///
    /// @param size of the content, in bytes
    /// @return bytes
    public static long of(long size) {
        return Math.max(Limits.PART_BYTES_MIN, Math.ceilDiv(size, Limits.PARTS_MAX));
    }
}
