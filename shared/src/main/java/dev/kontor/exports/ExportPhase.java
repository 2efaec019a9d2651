package dev.kontor.exports;

import org.jspecify.annotations.Nullable;

/// A stretch of the archive, which is written in pieces of bounded time.
interface ExportPhase {

    /// How far a phase is.
    ///
    /// @param last for the next piece; null while that is the first
    record Reached(@Nullable String last, boolean isEnd) {

        static final Reached END = new Reached(null, true);

        static Reached at(@Nullable String last) {
            return new Reached(last, false);
        }
    }

    /// As the database keeps it.
    String name();

    /// Writes the next piece.
    ///
    /// @param reached by the piece before; null for the first one
    Reached write(ExportRun run, @Nullable String reached);
}
