package dev.kontor.local;

import dev.kontor.local.database.DatabaseGuard;
import dev.kontor.local.database.LocalAccess;
import dev.kontor.local.database.OwnDatabase;
import dev.kontor.local.database.ScratchServer;
import dev.kontor.local.workspace.Closer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.schema.check.AvailableRepository;
import dev.kontor.schema.check.UnknownRole;
import dev.kontor.schema.diff.Push;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.source.Repository;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jose4j.json.JsonUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "push",
        description = {
            "For development: brings the local database to what schema/ says, at once and without a"
                    + " migration. Its data stays.",
            "The database is the one of ./kontor run, which need not be running; or, with --url, one on this"
                    + " machine that was never migrated, as the role that owns its schema.",
            "When the migration is there (./kontor generate), ./kontor run --fresh begins anew with" + " it."
        })
final class PushCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--drop-data",
            description = "Drop tables and columns that schema/ has no more, also with data in them, and"
                    + " convert data to types that may not hold all of it.")
    private boolean dropData;

    @Option(names = "--json", description = "Print a JSON object with what was changed.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var workspace = Workspace.current();
        try (var closer = new Closer()) {
            var url = database.url();
            var target = url.isEmpty()
                    ? OwnDatabase.access(workspace, closer, spec.qualifiedName())
                    : new LocalAccess(url.get(), Objects.requireNonNullElse(database.password(), ""));
            DatabaseGuard.requireLoopback(target.url());
            try (var connection = DriverManager.getConnection(target.url(), database.user(), target.password())) {
                DatabaseGuard.requireDevelopment(connection, workspace.data());
                ProgressLine.say("starting a PostgreSQL to try schema/ on");
                var schema = new Repository(List.of(), workspace.repository().schema());
                var server = closer.open(ScratchServer::start);
                var available = AvailableRepository.of(schema, server);
                if (url.isPresent() && !available.missing().isEmpty()) {
                    // The embedded PostgreSQL would take what needs the extension for what has to go.
                    server = closer.open(() -> ScratchServer.at(target.url(), database.user(), target.password()));
                    available = AvailableRepository.of(schema, server);
                }
                print(new Push(available.repository().schema(), server, dropData).to(connection), available);
            }
            return 0;
        } catch (RefusedChangeException e) {
            throw new Failure(e.getMessage(), e);
        } catch (SQLException e) {
            throw new Failure("nothing was changed: " + UnknownRole.explain(String.valueOf(e.getMessage())), e);
        }
    }

    private void print(List<Difference> differences, AvailableRepository available) {
        var out = spec.commandLine().getOut();
        if (json) {
            var objects = differences.stream().map(Difference::object).toList();
            out.println(JsonUtil.toJson(Map.of("changed", objects)));
            return;
        }
        for (var difference : differences) {
            var sign = difference.actual() == null ? "+" : difference.expected() == null ? "-" : "~";
            out.println(sign + " " + difference.object());
        }
        out.println(
                differences.isEmpty()
                        ? "nothing to do; the local database is what schema/ says"
                        : "the local database is what schema/ says");
        MissingNotes.lines(available.missing(), available.skipped(), spec.qualifiedName())
                .forEach(out::println);
    }
}
