package dev.kontor.benchmarks.function;

import dev.kontor.functions.testing.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The peer in Node: one bundle for each operation, under AWS's runtime interface client.
public final class NodeFunctions extends Contender {

    private static final Path BUNDLES = Path.of("target", "node").toAbsolutePath();
    private static final Path CLIENT = Project.ROOT.resolve("benchmarks/node/node_modules/aws-lambda-ric/index.mjs");

    public NodeFunctions(String databaseUrl) {
        super("node", databaseUrl);
    }

    /// In one process with a worker for each core, each with a pool of its own. AWS's client would
    /// start eight workers for each, which is slower here.
    @Override
    public RunningFunction startConcurrent(String function, int requests) throws IOException {
        var workers = Math.min(requests, Runtime.getRuntime().availableProcessors());
        return start(
                function,
                Map.of(
                        "AWS_LAMBDA_MAX_CONCURRENCY",
                        Integer.toString(requests),
                        "AWS_LAMBDA_NODEJS_WORKER_COUNT",
                        Integer.toString(workers)));
    }

    @Override
    RunningFunction start(String function, Map<String, String> ofLambda) throws IOException {
        var environment = new HashMap<>(ofLambda);
        environment.put("LAMBDA_TASK_ROOT", BUNDLES.toString());
        environment.put("_HANDLER", function + ".handler");
        return super.start(function, environment);
    }

    @Override
    List<String> command(String function) {
        return List.of("node", CLIENT.toString());
    }

    @Override
    Path directory(String function) {
        return BUNDLES;
    }
}
