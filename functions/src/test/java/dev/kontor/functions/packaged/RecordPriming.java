package dev.kontor.functions.packaged;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.Project;
import dev.kontor.template.LambdaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Objects;
import java.util.stream.Collectors;

/// Run by the build: records what the database says to each operation while it handles its event of
/// `events/`, for the priming before a snapshot.
final class RecordPriming {

    private RecordPriming() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Files.createDirectories(Path.of(arguments[0]));
        for (var route : Project.TEMPLATE.routes()) {
            record(route.function(), directory);
        }
        deleteOthers(directory);
        System.exit(0); // the embedded server's threads would go on
    }

    /// An operation that is gone would keep its recording, in the archive too.
    private static void deleteOthers(Path directory) throws IOException {
        var functions = Project.TEMPLATE.routes().stream()
                .map(route -> route.function().name())
                .collect(Collectors.toSet());
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                if (!functions.contains(file.getFileName().toString().replaceFirst("\\.\\w+$", ""))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void record(LambdaDefinition function, Path directory) throws Exception {
        var event = Project.ROOT.resolve("events/" + function.name() + ".json");
        var database = Seed.database();
        try (var tap = new RecordingTap(database.port())) {
            var environment = new HashMap<>(database.environment());
            environment.put("DATABASE_URL", tap.urlOf(database.name()));
            environment.put("DATABASE_POOL_SIZE", "1");
            try (var kontor = new Kontor(environment)) {
                var response = Lambda.invoke(
                        kontor.within(() -> Lambda.operation(function.handler())),
                        APIGatewayV2HTTPEvent.class,
                        APIGatewayV2HTTPResponse.class,
                        Files.readString(event));
                if ((int) Objects.requireNonNull(response.get("statusCode")) >= 400) {
                    throw new IllegalStateException(function + " was answered " + response);
                }
            }
            try (var file = Files.newOutputStream(directory.resolve(function + ".recording"))) {
                tap.recording().write(file);
            }
        }
        Files.copy(event, directory.resolve(function + ".json"), StandardCopyOption.REPLACE_EXISTING);
    }
}
