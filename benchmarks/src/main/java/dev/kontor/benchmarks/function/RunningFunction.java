package dev.kontor.benchmarks.function;

import dev.kontor.benchmarks.machine.ProcFiles;
import dev.kontor.functions.packaged.RuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One function in a process. Thread-safe.
public final class RunningFunction implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private static final Pattern SUCCESS = Pattern.compile("\"statusCode\":20\\d");

    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    RunningFunction(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
        var _ = process.onExit().thenRun(api::processEnded);
    }

    /// Sends an event, and waits for the response.
    ///
    /// @throws IllegalStateException with the end of the function's log when it failed or took too
    ///   long
    public String invoke(String event) {
        try {
            return api.invoke(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException("no response; the end of the function's log:\n" + endOfLog(), e);
        }
    }

    /// Sends a request, which has to succeed.
    public void request(String event) {
        var response = invoke(event);
        if (!SUCCESS.matcher(response).find()) {
            throw new IllegalStateException("refused: " + response);
        }
    }

    /// Waits until the process is ready for its snapshot, where it then stands still.
    public void awaitCheckpoint() throws InterruptedException {
        if (!api.awaitCheckpoint(PATIENCE_SECONDS)) {
            throw new IllegalStateException("it never got ready for a snapshot:\n" + endOfLog());
        }
    }

    /// Lets the process go on, as if restored from its snapshot.
    public void restore() {
        api.restore();
    }

    /// The processor time of its process so far.
    public Duration processorTime() {
        return ProcFiles.processorTime(process);
    }

    /// The most memory that its process has held, in bytes.
    public long peakBytes() {
        return ProcFiles.peakBytes(process);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        api.close();
    }

    private String endOfLog() {
        try (var lines = Files.lines(log)) {
            var all = lines.toList();
            return all.stream().skip(Math.max(0, all.size() - 20)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }
}
