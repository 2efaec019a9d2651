package dev.kontor.migrations.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A class of the tests run by a JVM of its own. It ends with [#close], after a minute at the
/// latest, and with this JVM, if it calls [#endWithParent].
public final class ChildProcess implements AutoCloseable {

    private static final int LIFE_SECONDS = 60;
    private static final String LOGGING = "java.util.logging.config.file";

    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    public static ChildProcess start(Class<?> main, Map<String, String> environment, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + LOGGING + "=" + System.getProperty(LOGGING, ""),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            CompletableFuture.delayedExecutor(LIFE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            return new ChildProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// To be called by the child: it ends once its input does, that is, when its parent closes it
    /// or dies.
    public static void endWithParent() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is ever written to it
                }
            } catch (IOException e) {
                // the parent is gone
            }
            Runtime.getRuntime().halt(1);
        });
    }

    /// The next line that the child prints.
    public String line() {
        try {
            var line = output.readLine();
            if (line == null) {
                throw new AssertionError("the child process ended without a word");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All lines that the child prints until it ends, which it has to do well.
    public List<String> lines() {
        var lines = output.lines().toList();
        var exitCode = waitFor();
        if (exitCode != 0) {
            throw new AssertionError("the child process ended with exit code " + exitCode);
        }
        return lines;
    }

    /// Ends it as a crash would: no hook of it runs, nothing is closed.
    public void kill() {
        process.destroyForcibly();
        waitFor();
    }

    @Override
    public void close() {
        kill();
    }

    private int waitFor() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
