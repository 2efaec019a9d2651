package dev.kontor.local;

import dev.kontor.local.database.ScratchServer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.Git;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.migrations.json.ReportJson;
import dev.kontor.schema.check.AvailableRepository;
import dev.kontor.schema.check.UnknownRole;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.generate.Generator;
import dev.kontor.schema.generate.Generator.Generated;
import dev.kontor.schema.generate.Rebase;
import dev.kontor.schema.generate.Rebase.Moved;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = {
            "Writes the next migrations: what schema/ has and the migrations so far do not, in the"
                    + " form that ./kontor check asks for.",
            "They are tried first. If they do not come to just what schema/ says, nothing is" + " written.",
            "With --url, it tries them on a server of your own, as ./kontor check does.",
            "With --rebase, it moves your own migrations behind those that came with a merge, and tries"
                    + " them in the same way."
        })
final class GenerateCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /// So that the files' names, which say a table's name, too, are shorter than a file system allows.
    private static final int LONGEST_NAME = 100;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "What they do, in snake_case: add_shelves.")
    private @Nullable String name;

    @Option(
            names = "--rebase",
            description = "After a merge: give your own migrations numbers after those that came with it. NAME is"
                    + " needed only where schema/ has what no migration has yet.")
    private boolean rebases;

    @Option(
            names = "--base",
            paramLabel = "BRANCH",
            description = "The branch that was merged: its migrations keep their numbers. By default, origin's and"
                    + " the local main or master.")
    private @Nullable String base;

    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--json",
            description = "Print a JSON object with the files' names, and with what kept them from being" + " written.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        checkArguments();
        var workspace = Workspace.current();
        var repository = workspace.repository();
        var rebase = rebases ? Rebase.of(repository, merged(workspace)) : null;
        try (var server = database.scratchServer()) {
            var available = AvailableRepository.of(rebase == null ? repository : rebase.repository(), server);
            refuseToMoveUntried(rebase, available);
            var generated = generate(rebase, available.repository(), server);
            if (!generated.isComplete()) {
                printIncomplete(generated, rebase);
                throw incomplete(generated);
            }
            GeneratedFiles.write(
                    workspace, generated, rebase, available.missing().isEmpty());
            print(generated, rebase);
            note(available);
            return 0;
        } catch (RefusedChangeException e) {
            throw new Failure(e.getMessage(), e);
        } catch (SQLException e) {
            throw new Failure("nothing was written: " + UnknownRole.explain(String.valueOf(e.getMessage())), e);
        }
    }

    private static void refuseToMoveUntried(@Nullable Rebase rebase, AvailableRepository available) {
        if (rebase != null && !available.missing().isEmpty()) {
            throw new Failure("nothing was moved: this PostgreSQL lacks the extension %s, so not all migrations can be"
                            .formatted(String.join(", ", available.missing()))
                    + " tried; name a server that has it with --url");
        }
    }

    private void note(AvailableRepository available) {
        if (available.missing().isEmpty()) {
            return;
        }
        var out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        MissingNotes.lines(available.missing(), available.skipped(), spec.qualifiedName() + " NAME")
                .forEach(out::println);
        out.println("note: catalog.txt was left as it is, since it tells what all statements make");
    }

    private void checkArguments() {
        if (name == null && !rebases) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'NAME'");
        }
        if (name != null && !NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "a migration's name is in snake_case, as add_shelves");
        }
        if (name != null && name.length() > LONGEST_NAME) {
            throw new ParameterException(
                    spec.commandLine(), "a migration's name has at most %d characters".formatted(LONGEST_NAME));
        }
        if (base != null && base.startsWith("-")) {
            throw new ParameterException(spec.commandLine(), "--base %s: no branch has such a name".formatted(base));
        }
        if (base != null && !rebases) {
            throw new ParameterException(spec.commandLine(), "--base goes with --rebase");
        }
    }

    private Set<String> merged(Workspace workspace) throws IOException, InterruptedException {
        return new Git(workspace.root())
                .filesOf(
                        base, workspace.root().relativize(workspace.resources()).resolve("migrations"));
    }

    private Generated generate(@Nullable Rebase rebase, Repository repository, ScratchServer server)
            throws SQLException {
        if (rebase == null) {
            return new Generator(repository, server, ProgressLine::say).generate(String.valueOf(name));
        }
        var moved = rebase.moved().stream().map(Moved::after).toList();
        return new Generator(repository, server, ProgressLine::say).generate(name, moved);
    }

    private void print(Generated generated, @Nullable Rebase rebase) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(generated, rebase));
            return;
        }
        var moved = rebase == null ? List.<Moved>of() : rebase.moved();
        moved.forEach(each -> out.println(
                "%s -> %s".formatted(each.before().name(), each.after().fileName())));
        if (!moved.isEmpty()) {
            out.println("a database that has these under their old numbers begins anew: ./kontor run --fresh");
        }
        var names = generated.files().stream().map(SourceFile::name).toList();
        names.forEach(out::println);
        if (!names.isEmpty()) {
            out.println("say in each why it is there; ./kontor migrate applies them");
        } else if (moved.isEmpty()) {
            out.println("nothing to do; the migrations come to what schema/ says");
        }
    }

    private static String toJson(Generated generated, @Nullable Rebase rebase) {
        return ReportJson.object(json -> {
            if (rebase != null) {
                ReportJson.objects(json, "moved", rebase.moved(), Moved::write);
            }
            ReportJson.strings(
                    json,
                    "files",
                    generated.files().stream().map(SourceFile::name).toList());
            ReportJson.strings(
                    json,
                    "remaining",
                    generated.remaining().stream().map(Difference::toString).toList());
            ReportJson.objects(json, "findings", generated.findings(), Finding::write);
            if (!generated.failure().isEmpty()) {
                json.writeStringProperty("failure", generated.failure());
            }
        });
    }

    private void printIncomplete(Generated generated, @Nullable Rebase rebase) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(generated, rebase));
            out.flush();
            return;
        }
        for (var file : generated.files()) {
            out.println("-- not written: " + file.name());
            out.println(file.text());
        }
        if (!generated.failure().isEmpty()) {
            out.println("-- it fails: " + generated.failure());
        }
        for (var difference : generated.remaining()) {
            out.println("-- then still: " + difference);
        }
        for (var finding : generated.findings()) {
            out.println("-- the check: %s: %s".formatted(finding.place(), finding.effect()));
            finding.remedy().lines().forEach(line -> out.println("--     " + line));
        }
        out.flush();
    }

    private Failure incomplete(Generated generated) {
        if (!generated.failure().isEmpty()) {
            return new Failure("nothing was written: %s; write this one by hand"
                    .formatted(generated.failure().replaceFirst("\\.$", "")));
        }
        var reasons = new ArrayList<String>();
        if (!generated.remaining().isEmpty()) {
            reasons.add("differences to schema/ would remain (%d)"
                    .formatted(generated.remaining().size()));
        }
        if (!generated.findings().isEmpty()) {
            reasons.add("the check objects (%d)".formatted(generated.findings().size()));
        }
        return new Failure("nothing was written: %s; %s".formatted(String.join(", and ", reasons), advice(generated)));
    }

    private String advice(Generated generated) {
        if (name != null) {
            return "write this one by hand";
        }
        return generated.remaining().isEmpty()
                ? "mend what it found, or allow it there"
                : "./kontor generate --rebase NAME also writes what schema/ has more";
    }
}
