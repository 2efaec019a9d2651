package dev.kontor.local;

import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.TimeZone;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command line. Exit codes: 0 success, 1 a failure that one line explains, 2 bad usage.
@Command(
        name = "./kontor",
        description = "Runs and looks after Kontor on your machine.",
        subcommands = {
            RunCommand.class,
            TokenCommand.class,
            MigrateCommand.class,
            CheckCommand.class,
            GenerateCommand.class,
            PushCommand.class,
            SeedCommand.class,
            StudioCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:a failure, told in one line", "2:bad usage"})
public final class Main implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli only needs the declaration.
    private boolean help;

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %5$s%6$s%n");
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(commandLine().execute(arguments));
    }

    /// The command line. It makes UTC the time zone of the process: the driver sends that to the
    /// server, and what a command does must not depend on where it runs.
    static CommandLine commandLine() {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        return new CommandLine(new Main()).setExecutionExceptionHandler(oneLine());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    private static IExecutionExceptionHandler oneLine() {
        return (exception, commandLine, _) -> {
            commandLine.getErr().println("kontor: " + explain(exception));
            return commandLine.getCommandSpec().exitCodeOnExecutionException();
        };
    }

    private static String explain(Exception exception) throws IOException {
        if (exception instanceof Failure) {
            return String.valueOf(exception.getMessage());
        }
        var log = Workspace.current().data().resolve("error.log");
        Files.createDirectories(log.getParent());
        try (var writer = new PrintWriter(Files.newBufferedWriter(log))) {
            exception.printStackTrace(writer);
        }
        return exception + " (more in " + log + ")";
    }
}
