package dev.kontor.exports;

import org.jspecify.annotations.Nullable;

/// How much of an export is written.
///
/// @param files whose content is in it
/// @param filesTotal files with content when it began; null before
/// @param bytes of the archive
public record ExportProgress(long files, @Nullable Long filesTotal, long bytes) {}
