package dev.kontor.benchmarks.function;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The processes of this run: none outlives it, also where Ctrl-C ends it.
final class StartedProcesses {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private StartedProcesses() {}

    static Process start(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        ALIVE.add(process);
        var _ = process.onExit().thenRun(() -> ALIVE.remove(process));
        return process;
    }
}
