package dev.kontor.local;

import dev.kontor.local.database.LocalDatabase;

/// The database of `./kontor run`, for commands that need it whether that runs or not.
final class OwnDatabase {
    private OwnDatabase() {}

    /// Its address. Where nobody runs it, it is started, and stops with the parts.
    ///
    /// @param command that needs it, as others would call it: `./kontor studio`
    static String url(Workspace workspace, Parts parts, String command) throws Exception {
        var running = LocalDatabase.running(workspace.data());
        if (running.isPresent()) {
            return running.get();
        }
        ProgressLine.say("starting PostgreSQL");
        parts.open(() -> RunLock.take(workspace.data(), command));
        parts.open(() -> LocalDatabase.guard(workspace.data()));
        return parts.open(() -> LocalDatabase.start(workspace.data())).url();
    }
}
