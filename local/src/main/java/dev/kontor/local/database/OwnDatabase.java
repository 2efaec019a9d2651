package dev.kontor.local.database;

import dev.kontor.local.workspace.Closer;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.RunLock;
import dev.kontor.local.workspace.Workspace;

/// The database of `./kontor run`, for commands that need it even while that is not running.
public final class OwnDatabase {
    private OwnDatabase() {}

    /// The way into the database. A database that is not running is started.
    ///
    /// @param closer stops a database that was started here
    /// @param command the name of the command that needs it, such as `./kontor studio`
    public static LocalAccess access(Workspace workspace, Closer closer, String command) throws Exception {
        var running = LocalDatabase.running(workspace.data());
        if (running.isPresent()) {
            return running.get();
        }
        ProgressLine.say("starting PostgreSQL");
        closer.open(() -> RunLock.take(workspace.data(), command));
        closer.open(() -> LocalDatabase.guard(workspace.data()));
        return closer.open(() -> LocalDatabase.start(workspace.data())).access();
    }
}
