package dev.kontor.local;

import dev.kontor.local.database.ScratchServer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.migrations.json.ReportJson;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.generate.Generator;
import dev.kontor.schema.generate.Generator.Generated;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
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
            "They are tried first. If they do not come to just what schema/ says, nothing is" + " written."
        })
final class GenerateCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    @Parameters(paramLabel = "NAME", description = "What they do, in snake_case: add_shelves.")
    private String name;

    @Option(
            names = "--json",
            description = "Print a JSON object with the files' names, and with what kept them from being" + " written.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "a migration's name is in snake_case, as add_shelves");
        }
        var workspace = Workspace.current();
        ProgressLine.say("starting PostgreSQL");
        try (var server = ScratchServer.start()) {
            var generated = new Generator(workspace.repository(), server, ProgressLine::say).generate(name);
            if (!generated.isComplete()) {
                printIncomplete(generated);
                throw incomplete(generated);
            }
            for (var file : generated.files()) {
                write(workspace, file);
            }
            if (!generated.files().isEmpty()) {
                Files.writeString(workspace.catalog(), generated.catalog().toString());
            }
            print(generated);
            return 0;
        } catch (RefusedChangeException e) {
            throw new Failure(e.getMessage(), e);
        } catch (SQLException e) {
            throw new Failure("nothing was written: " + e.getMessage(), e);
        }
    }

    private void print(Generated generated) {
        var out = spec.commandLine().getOut();
        var names = generated.files().stream().map(SourceFile::name).toList();
        if (json) {
            out.println(toJson(generated));
        } else if (names.isEmpty()) {
            out.println("nothing to do; the migrations come to what schema/ says");
        } else {
            names.forEach(out::println);
            out.println("say in each why it is there; ./kontor migrate applies them");
        }
    }

    private static String toJson(Generated generated) {
        return ReportJson.object(json -> {
            ReportJson.strings(
                    json,
                    "files",
                    generated.files().stream().map(SourceFile::name).toList());
            ReportJson.strings(
                    json,
                    "remaining",
                    generated.remaining().stream().map(Difference::toString).toList());
            ReportJson.objects(json, "findings", generated.findings(), Finding::write);
        });
    }

    private void printIncomplete(Generated generated) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(generated));
            out.flush();
            return;
        }
        for (var file : generated.files()) {
            out.println("-- not written: " + file.name());
            out.println(file.text());
        }
        for (var difference : generated.remaining()) {
            out.println("-- then still: " + difference);
        }
        for (var finding : generated.findings()) {
            out.println("-- the check: %s: %s".formatted(finding.place(), finding.effect()));
        }
        out.flush();
    }

    private static Failure incomplete(Generated generated) {
        return new Failure(
                "nothing was written: %d differences would remain, and the check finds %d dangers; write this one by hand"
                        .formatted(
                                generated.remaining().size(),
                                generated.findings().size()));
    }

    private static void write(Workspace workspace, SourceFile file) throws IOException {
        var path = workspace.root().resolve(file.name());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
    }
}
