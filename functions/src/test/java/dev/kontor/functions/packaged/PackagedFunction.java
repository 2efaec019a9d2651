package dev.kontor.functions.packaged;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.kontor.functions.testing.ResponseCheck;
import dev.kontor.template.LambdaDefinition;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// One function of the template in a process of its own, as Lambda runs it: the unpacked archive is
/// the working directory, only AWS's runtime interface client is on the class path, and it finds
/// the archive's `lib/*.jar` by itself.
final class PackagedFunction implements AutoCloseable {

    /// A first invocation on a busy machine starts a JVM and the function's connection.
    private static final int PATIENCE_SECONDS = 60;

    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: .*");

    private static final String CLIENT_CLASS_PATH = Stream.of(
                    AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
            .map(PackagedFunction::jar)
            .collect(Collectors.joining(File.pathSeparator));

    private final String name;
    private final RuntimeApi api;
    private final Process process;
    private final Path log;
    private final Path classes;

    private PackagedFunction(String name, RuntimeApi api, Process process, Path log, Path classes) {
        this.name = name;
        this.api = api;
        this.process = process;
        this.log = log;
        this.classes = classes;
    }

    /// Starts the process with those of the given variables that the template gives the function,
    /// or AWS itself.
    static PackagedFunction start(LambdaDefinition function, Map<String, String> environment) throws IOException {
        return start(function, environment, Map.of());
    }

    /// Starts the process as SnapStart does: returns once it is ready for its snapshot, before
    /// which it stands still until [#restore].
    static PackagedFunction startForSnapshot(LambdaDefinition function, Map<String, String> environment)
            throws IOException, InterruptedException {
        var started = start(
                function,
                environment,
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "_HANDLER", function.handler()));
        if (!started.api.awaitCheckpoint(PATIENCE_SECONDS)) {
            throw new AssertionError("it never got ready for a snapshot:\n" + started.log());
        }
        return started;
    }

    /// Starts the process as a managed instance does.
    ///
    /// @param concurrency requests that it serves at once
    static PackagedFunction startManaged(LambdaDefinition function, Map<String, String> environment, int concurrency)
            throws IOException {
        return start(function, environment, Map.of("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(concurrency)));
    }

    private static PackagedFunction start(
            LambdaDefinition function, Map<String, String> environment, Map<String, String> ofLambda)
            throws IOException {
        var api = new RuntimeApi(function.timeout());
        var directory = Files.createDirectories(Path.of("target/packaged"));
        var log = Files.createTempFile(directory, function.name(), ".log");
        var classes =
                Files.createTempFile(directory, function.name(), ".classes").toAbsolutePath();
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As Lambda starts it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Xlog:class+load:file=" + classes,
                "-D" + NativeClient.PROPERTY + "=" + NativeClient.unpack(),
                "-cp",
                CLIENT_CLASS_PATH,
                AWSLambda.class.getName(),
                function.handler());
        builder.directory(Archives.unpack(function.code()).toFile());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables(function, environment));
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        builder.environment().put("AWS_REGION", "eu-central-1");
        builder.environment().put("TZ", ":UTC");
        builder.environment().putAll(ofLambda);
        var process = builder.start();
        var _ = process.onExit().thenRun(api::processEnded);
        return new PackagedFunction(function.name(), api, process, log, classes);
    }

    /// Lets it go on as if it were restored from its snapshot.
    void restore() {
        api.restore();
    }

    /// The classes that it has loaded so far, in order.
    List<String> classes() throws IOException {
        return Files.readAllLines(classes).stream()
                .map(LOADED::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .toList();
    }

    /// @return the answer as the function gave it
    /// @throws AssertionError with the function's log when it failed, ended or took too long
    String invoke(Map<String, Object> event) throws InterruptedException {
        try {
            return api.invoke(PlainJson.write(event)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer from the function; its log:\n" + log(), e);
        }
    }

    /// Invokes a function behind a route. Its response must be as `functions/openapi.yaml` describes it.
    FunctionResponse answer(Map<String, Object> event) throws InterruptedException {
        var response = new FunctionResponse(PlainJson.read(invoke(event)));
        ResponseCheck.check(name, response.status(), response.headers(), (String)
                response.json().get("body"));
        return response;
    }

    /// Waits for the report of a function that cannot start.
    Map<String, Object> initError() throws InterruptedException {
        try {
            return PlainJson.read(api.initError().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("it started; its log:\n" + log(), e);
        }
    }

    /// Everything it has written so far, to either stream.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        api.close();
    }

    private static Map<String, String> variables(LambdaDefinition function, Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> !function.variables().contains(name) && !name.startsWith("AWS_"));
        return variables;
    }

    private static String jar(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }
}
