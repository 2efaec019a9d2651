package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.database.LocalDatabase;
import dev.kontor.migrations.testing.FastStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs `kontor` in a process of its own. Its working copy is a temporary directory that contains
/// the project's template, description and migrations.
public final class KontorProcess implements AutoCloseable {
    private static final List<String> FILES = List.of("template.yaml", "functions/openapi.yaml");
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern PEAK_KIBIBYTES = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Process process;
    private final Path errors;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private KontorProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader(UTF_8);
    }

    public static KontorProcess start(Path root, String... arguments) throws IOException {
        return start(root, Map.of(), arguments);
    }

    static KontorProcess start(Path root, Map<String, String> environment, String... arguments) throws IOException {
        makeWorkingCopy(root);
        var command = new ArrayList<>(command(root));
        command.addAll(List.of(arguments));
        var errors = Files.createTempFile(root, "stderr", ".txt");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new KontorProcess(builder.start(), errors);
    }

    /// Copies what commands read, unless it is there.
    static void makeWorkingCopy(Path root) throws IOException {
        for (var file : FILES) {
            if (!Files.exists(root.resolve(file))) {
                Files.createDirectories(root.resolve(file).getParent());
                Files.copy(Path.of("..").resolve(file), root.resolve(file));
            }
        }
        if (!Files.exists(root.resolve("migrations"))) {
            WorkingCopy.in(root);
        }
    }

    /// The result of a command that ends by itself.
    record Outcome(int exitCode, String output, String errors) {}

    static Outcome run(Path root, String... arguments) throws IOException, InterruptedException {
        return run(root, Map.of(), arguments);
    }

    static Outcome run(Path root, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (var process = start(root, environment, arguments)) {
            var output = process.output();
            return new Outcome(process.exitCode(), output, process.errors());
        }
    }

    /// Runs the statement as the owner of the local database, and returns the first value.
    static String sql(Path root, String statement) throws IOException, SQLException {
        var database = LocalDatabase.running(root.resolve(".kontor")).orElseThrow();
        try (var connection = database.connect();
                var asking = connection.createStatement();
                var row = asking.executeQuery(statement)) {
            row.next();
            return row.getString(1);
        }
    }

    /// The command line that the script `kontor` starts, up to the name of the kontor command.
    static List<String> command(Path root) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The process ends before the optimizing compiler would pay off.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dot.epg.working-dir=" + FastStorage.shared("embedded"),
                "-Dkontor.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }

    /// Reads the output up to the line `ready URL`.
    ///
    /// @return the URL
    public String awaitReady() throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
        }
        throw new AssertionError("it ended before it was ready: " + errors());
    }

    /// The lines that the process printed up to `ready`.
    List<String> lines() {
        return lines;
    }

    /// The sign-in token among [#lines()].
    public String token() {
        return lines.stream().filter(line -> line.startsWith("eyJ")).findFirst().orElseThrow();
    }

    /// The peak of the resident memory so far, in bytes: heap, stacks, buffers and code.
    long peakBytes() throws IOException {
        var status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        var peak = PEAK_KIBIBYTES.matcher(status);
        assertThat(peak.find()).isTrue();
        return Long.parseLong(peak.group(1)) * 1024;
    }

    /// Waits for the end of the output and returns all that was not read before.
    String output() throws IOException {
        return output.readAllAsString();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end");
        }
        return process.exitValue();
    }

    /// Sends SIGTERM and waits for the end.
    void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /// Sends SIGKILL and waits for the end.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
