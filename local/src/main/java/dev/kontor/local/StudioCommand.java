package dev.kontor.local;

import dev.kontor.local.database.OwnDatabase;
import dev.kontor.local.database.Studio;
import dev.kontor.local.workspace.Closer;
import dev.kontor.local.workspace.ProgressLine;
import dev.kontor.local.workspace.Workspace;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.h2.tools.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "studio",
        description = {
            "Opens a view of the local database in your browser: its tables, and a place for SQL.",
            "The database is the one of ./kontor run, which need not be running. Ctrl-C ends it."
        })
final class StudioCommand implements Callable<Integer> {
    @Option(names = "--no-browser", description = "Only print the address.")
    private boolean noBrowser;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var closer = new Closer();
        Runtime.getRuntime().addShutdownHook(new Thread(closer::close));
        var connection = OwnDatabase.access(Workspace.current(), closer, spec.qualifiedName())
                .connect();
        var studio = closer.open(() -> Studio.open(connection));
        var out = spec.commandLine().getOut();
        out.println("ready " + studio.url());
        out.flush();
        if (!noBrowser && hasDesktop()) {
            show(studio.url());
        }
        new CountDownLatch(1).await(); // until Ctrl-C
        return 0;
    }

    /// Without a desktop, opening a browser would fail late or start one in the terminal.
    private static boolean hasDesktop() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("mac")
                || system.contains("windows")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
    }

    private static void show(String url) {
        try {
            Server.openBrowser(url);
        } catch (Exception e) {
            ProgressLine.say("no browser could be opened; paste the address into one");
        }
    }
}
