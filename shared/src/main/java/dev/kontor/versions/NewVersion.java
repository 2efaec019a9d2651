package dev.kontor.versions;

import org.jspecify.annotations.Nullable;

/// A version to add to a file. Its content has the same type as the file.
///
/// @param size bytes
/// @param checksum SHA-256 in lower-case hex
/// @param isMultipart whether the content comes in parts
public record NewVersion(
        long size, @Nullable String checksum, @Nullable String comment, boolean isMultipart) {

    /// A version whose content comes in one PUT.
    public NewVersion(long size, @Nullable String checksum, @Nullable String comment) {
        this(size, checksum, comment, false);
    }

    /// Bytes; null where the content comes in one PUT.
    @Nullable
    Long partSize() {
        return isMultipart ? PartSize.of(size) : null;
    }
}
