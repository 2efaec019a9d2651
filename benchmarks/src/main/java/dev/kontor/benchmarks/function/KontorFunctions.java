package dev.kontor.benchmarks.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.kontor.functions.packaged.Archives;
import dev.kontor.functions.packaged.NativeClient;
import dev.kontor.functions.testing.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// Kontor's functions, from the archives that are deployed, under AWS's runtime interface client.
public final class KontorFunctions extends Contender {

    private static final String CLIENT_CLASS_PATH = Stream.of(
                    AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
            .map(type ->
                    type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(File.pathSeparator));

    private final List<String> jvmOptions;

    /// @param jvmOptions behind those of Lambda, so that they win
    public KontorFunctions(String databaseUrl, List<String> jvmOptions) {
        super("java", databaseUrl);
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    /// Starts a function as SnapStart does: it stands still before its snapshot until it is restored.
    public RunningFunction startForSnapshot(String function) throws IOException, InterruptedException {
        var handler = Project.TEMPLATE.function(function).handler();
        var started = start(function, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "_HANDLER", handler));
        started.awaitCheckpoint();
        return started;
    }

    /// The same functions as Lambda starts them where they have no SnapStart: with the first compiler
    /// alone. With SnapStart, java25 has both.
    public KontorFunctions withoutSnapStart() {
        return with("-XX:TieredStopAtLevel=1");
    }

    /// The same functions with this much heap at most.
    public KontorFunctions withHeap(int mebibytes) {
        return with("-Xmx" + mebibytes + "m");
    }

    private KontorFunctions with(String option) {
        var options = new ArrayList<>(List.of(option));
        options.addAll(jvmOptions);
        return new KontorFunctions(databaseUrl(), options);
    }

    /// Starts a function that signs in as the owner of the schema.
    public RunningFunction startAsOwner(String function) throws IOException {
        return start(function, Map.of("DATABASE_USER", "postgres"));
    }

    /// Starts a function whose content is in a bucket of its own.
    ///
    /// @param bucket the environment variables by which it is found
    public RunningFunction startWithBucket(String function, Map<String, String> bucket) throws IOException {
        return start(function, bucket);
    }

    @Override
    List<String> command(String function) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As Lambda starts it.
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-D" + NativeClient.PROPERTY + "=" + NativeClient.unpack()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                CLIENT_CLASS_PATH,
                AWSLambda.class.getName(),
                Project.TEMPLATE.function(function).handler()));
        return command;
    }

    @Override
    Path directory(String function) {
        return Archives.unpack(Project.TEMPLATE.function(function).code());
    }
}
