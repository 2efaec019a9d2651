package dev.kontor.local;

import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.schema.check.Check;
import dev.kontor.schema.check.CheckReport;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "Tries the migrations on a database of its own, and tells what would be dangerous in"
                    + " production and how to do it safely; which tables break a rule; and where"
                    + " schema/ and the migrations differ.",
            "A finding that is meant is allowed by a comment at its statement: -- check: allow RULE"
                    + " because REASON",
            "With --url, it tries them on a server of your own, such as one that has an extension which the"
                    + " embedded PostgreSQL lacks, as a superuser. It deletes its databases and roles there again."
                    + " Still, never name a server that matters."
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Check these migrations alone; one that is not in the repository is tried after"
                    + " all that are. By default, all and schema/.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private DatabaseOptions database;

    @Option(names = "--json", description = "Print a JSON object with what was seen.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var workspace = Workspace.current();
        var asked = asked(workspace);
        try (var server = database.scratchServer()) {
            var check = new Check(workspace.repository(), server, ProgressLine::say);
            var report = asked.isEmpty() ? check.all() : check.only(asked);
            if (json) {
                spec.commandLine().getOut().println(report.toJson());
            } else {
                print(report);
            }
            if (!report.findings().isEmpty()) {
                throw new Failure(summary(report));
            }
            return 0;
        } catch (SQLException e) {
            throw new Failure("nothing was checked: " + e.getMessage(), e);
        }
    }

    private List<SourceFile> asked(Workspace workspace) throws IOException {
        var asked = new ArrayList<SourceFile>();
        for (var file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new ParameterException(spec.commandLine(), "%s is no file that can be read".formatted(file));
            }
            asked.add(workspace.file(file));
        }
        return asked;
    }

    private void print(CheckReport report) {
        var out = spec.commandLine().getOut();
        for (var finding : report.findings()) {
            out.println(finding.place());
            out.println("  " + finding.effect());
            finding.remedy().lines().forEach(line -> out.println("    " + line));
        }
        for (var allowed : report.allowed()) {
            out.println(allowed.finding().place() + " is allowed because " + allowed.reason());
        }
        for (var table : report.unfilled()) {
            out.println(
                    "note: no row could be made up for %s, so what is done to its rows did not show".formatted(table));
        }
        MissingNotes.lines(report.missingExtensions(), report.skipped(), spec.qualifiedName())
                .forEach(out::println);
        if (report.findings().isEmpty()) {
            out.println(count(report.migrations().size(), "migration") + " checked, nothing found");
        }
    }

    private static String summary(CheckReport report) {
        var files = report.findings().stream().map(Finding::file).distinct().count();
        return "%s in %s should not ship".formatted(count(report.findings().size(), "finding"), count(files, "file"));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
