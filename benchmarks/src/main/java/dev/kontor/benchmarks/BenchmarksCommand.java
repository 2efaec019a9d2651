package dev.kontor.benchmarks;

import dev.kontor.benchmarks.database.BenchmarkServer;
import dev.kontor.benchmarks.machine.Machine;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.BenchmarksDocument;
import dev.kontor.benchmarks.section.ArchiveSizes;
import dev.kontor.benchmarks.section.ColdStarts;
import dev.kontor.benchmarks.section.Compilers;
import dev.kontor.benchmarks.section.ConcurrentRequests;
import dev.kontor.benchmarks.section.ErasureBesideDeletes;
import dev.kontor.benchmarks.section.ExportBesideCopy;
import dev.kontor.benchmarks.section.Growth;
import dev.kontor.benchmarks.section.HoldsBesideSpends;
import dev.kontor.benchmarks.section.HotAccount;
import dev.kontor.benchmarks.section.ManyAtOnce;
import dev.kontor.benchmarks.section.MigrationRun;
import dev.kontor.benchmarks.section.PartsBesideReads;
import dev.kontor.benchmarks.section.PlainJdbc;
import dev.kontor.benchmarks.section.SearchKinds;
import dev.kontor.benchmarks.section.Section;
import dev.kontor.benchmarks.section.Setup;
import dev.kontor.benchmarks.section.WarmRequests;
import dev.kontor.functions.testing.Project;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `benchmarks/run`: measures section by section, and writes each into the document once it is done.
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures Kontor's archives beside a Node peer, and writes docs/benchmarks.md.")
final class BenchmarksCommand implements Callable<Integer> {

    private final List<Section> sections = List.of(
            new WarmRequests(),
            new ConcurrentRequests(),
            new ColdStarts(),
            new Compilers(),
            new HotAccount(),
            new HoldsBesideSpends(),
            new Growth(),
            new SearchKinds(),
            new ManyAtOnce(),
            new PartsBesideReads(),
            new ErasureBesideDeletes(),
            new ExportBesideCopy(),
            new PlainJdbc(),
            new MigrationRun(),
            new ArchiveSizes());

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SECTION",
            description =
                    "only these sections: warm, concurrent, cold, compilers, hot, holds, growth, search, items, parts,"
                            + " erasure, export, jdbc, migrate, archives")
    private @Nullable List<String> only;

    @Option(names = "--large", description = "growth and search among ten million files: about an hour more")
    private boolean large;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "a further option for the JVM of the functions, such as -XX:TieredStopAtLevel=1")
    private List<String> jvmOptions = List.of();

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new BenchmarksCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var keys = sections.stream().map(Section::key).toList();
        var chosen = only == null ? keys : only;
        if (!keys.containsAll(chosen)) {
            throw new ParameterException(spec.commandLine(), "the sections are " + String.join(", ", keys));
        }
        var document = new BenchmarksDocument(Project.ROOT, keys);
        try (var server = BenchmarkServer.start()) {
            var setup = Setup.prepare(server, large, jvmOptions);
            for (var section : sections) {
                if (chosen.contains(section.key())) {
                    RunProgress.say(section.title());
                    var report = section.measure(setup).paragraph(Machine.moment());
                    document.write(
                            Machine.introduction(server.version(), jvmOptions), section.key(), section.title(), report);
                    System.out.println(report.markdown());
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
