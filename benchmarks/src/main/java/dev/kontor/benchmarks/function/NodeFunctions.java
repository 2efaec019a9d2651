package dev.kontor.benchmarks.function;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The peer in Node: one bundle for each operation, under a runtime of its own.
public final class NodeFunctions extends Contender {

    private static final Path BUNDLES = Path.of("target", "node").toAbsolutePath();

    public NodeFunctions(String databaseUrl) {
        super("node", databaseUrl);
    }

    /// Starts a process for each core, which share the requests.
    ///
    /// @param requests that all of them serve at a time
    public RunningFunction startOnEachCore(String function, int requests) throws IOException {
        var processes = Math.min(requests, Runtime.getRuntime().availableProcessors());
        var each = Math.ceilDiv(requests, processes);
        return start(function, processes, Map.of("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(each)));
    }

    @Override
    List<String> command(String function) {
        return List.of("node", "runtime.mjs", function + ".mjs");
    }

    @Override
    Path directory(String function) {
        return BUNDLES;
    }
}
