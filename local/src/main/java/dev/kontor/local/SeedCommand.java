package dev.kontor.local;

import dev.kontor.local.database.OwnDatabase;
import dev.kontor.local.workspace.Closer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.Workspace;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "seed",
        description = {
            "Makes the rows that the events in events/ name, in the local database, as events/seed.sql"
                    + " has them. All that the users of these events had before is deleted first.",
            "The database is the one of ./kontor run, which need not be running."
        })
final class SeedCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var workspace = Workspace.current();
        var rows = Files.readString(workspace.seed());
        try (var closer = new Closer()) {
            var database = OwnDatabase.access(workspace, closer, spec.qualifiedName());
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(rows);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new Failure(
                    "nothing was changed: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        }
        spec.commandLine().getOut().println("the local database has the rows of events/seed.sql");
        return 0;
    }
}
