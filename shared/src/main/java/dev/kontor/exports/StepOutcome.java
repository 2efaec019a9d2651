package dev.kontor.exports;

/// How a step of writing an export ended.
public enum StepOutcome {
    /// Another step is to go on.
    MORE,
    /// Nothing is left to do: the export is ready, has failed, or is gone.
    OVER,
    /// Another step is writing it.
    HELD
}
