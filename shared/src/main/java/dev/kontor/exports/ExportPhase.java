package dev.kontor.exports;

import org.jspecify.annotations.Nullable;

/// A stretch of the archive, which is written in pieces of bounded time.
interface ExportPhase {

    /// How far a phase is.
    ///
    /// @param last what the next piece goes on behind; null if that is the first one
    /// @param isEnd whether the phase has no more pieces
    record Reached(@Nullable String last, boolean isEnd) {

        static final Reached END = new Reached(null, true);

        static Reached at(@Nullable String last) {
            return new Reached(last, false);
        }
    }

    /// The name by which the database keeps the phase.
    String name();

    /// Writes the next piece.
    ///
    /// @param reached what the piece before returned as [Reached#last]; null for the first one
    Reached write(ExportRun run, @Nullable String reached);
}
