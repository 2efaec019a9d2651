package dev.kontor.benchmarks.function;

import dev.kontor.benchmarks.request.EventBuilder;
import dev.kontor.functions.packaged.RuntimeApi;
import dev.kontor.functions.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One of the two programs that are measured: it starts the functions of the same operations.
public abstract sealed class Contender permits KontorFunctions, NodeFunctions {

    private static final Path LOGS = Path.of("target", "logs");

    private final String name;
    private final String databaseUrl;

    /// @param databaseUrl of the database that is its own, in the form that it takes
    Contender(String name, String databaseUrl) {
        this.name = name;
        this.databaseUrl = databaseUrl;
    }

    public final String name() {
        return name;
    }

    final String databaseUrl() {
        return databaseUrl;
    }

    /// Starts a function that serves one request at a time.
    public final RunningFunction start(String function) throws IOException {
        return start(function, Map.of());
    }

    /// Starts a function in one process that serves several requests at a time.
    public RunningFunction startConcurrent(String function, int requests) throws IOException {
        return start(function, Map.of("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(requests)));
    }

    /// The command line that starts a function.
    abstract List<String> command(String function) throws IOException;

    /// The directory that a function is started in.
    abstract Path directory(String function);

    /// @param ofLambda what Lambda itself adds to the environment
    RunningFunction start(String function, Map<String, String> ofLambda) throws IOException {
        var definition = Project.TEMPLATE.function(function);
        var api = new RuntimeApi(definition.timeout());
        var log = Files.createDirectories(LOGS).resolve(name + "-" + function + ".log");
        var environment = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_LAMBDA_FUNCTION_NAME", function,
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function,
                "AWS_LAMBDA_LOG_STREAM_NAME", "benchmark",
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "TZ", ":UTC"));
        environment.putAll(Map.of(
                "STORAGE_BUCKET",
                "kontor-benchmark",
                "STRIPE_WEBHOOK_SECRET",
                EventBuilder.STRIPE_SECRET,
                "DATABASE_URL",
                databaseUrl,
                "DATABASE_USER",
                "kontor_app"));
        environment.putAll(ofLambda);
        var builder = new ProcessBuilder(command(function))
                .directory(directory(function).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        return new RunningFunction(api, StartedProcesses.start(builder), log);
    }
}
