package dev.kontor.exports;

import org.jspecify.annotations.Nullable;

/// Deletes what only the writing needs.
record ClearPhase(String name) implements ExportPhase {

    @Override
    public Reached write(ExportRun run, @Nullable String reached) {
        return run.records().clear(run.job()) == 0 ? Reached.END : Reached.at(null);
    }
}
