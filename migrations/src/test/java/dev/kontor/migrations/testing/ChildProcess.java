package dev.kontor.migrations.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A class of the tests run by a JVM of its own. It ends with [#close], after its life at the latest,
/// and with this JVM, if it calls [#endWithParent] or reads its input to the end.
public final class ChildProcess implements AutoCloseable {

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final String LOGGING = "java.util.logging.config.file";

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.input = process.outputWriter();
        this.output = process.inputReader();
    }

    /// Starts one with a life of a minute.
    public static ChildProcess start(Class<?> main, Map<String, String> environment, String... arguments) {
        return start(LIFE, main, environment, arguments);
    }

    public static ChildProcess start(
            Duration life, Class<?> main, Map<String, String> environment, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-D" + LOGGING + "=" + System.getProperty(LOGGING, ""),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            CompletableFuture.delayedExecutor(life.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(process::destroyForcibly);
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

    /// Says a line to a child that reads its input, and waits for the line that it prints.
    ///
    /// @return empty when the child has ended
    public Optional<String> ask(String question) {
        try {
            input.write(question);
            input.newLine();
            input.flush();
            return Optional.ofNullable(output.readLine());
        } catch (IOException e) {
            return Optional.empty();
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
