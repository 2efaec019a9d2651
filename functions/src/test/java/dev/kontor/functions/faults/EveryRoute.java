package dev.kontor.functions.faults;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.template.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// One valid request for every route: those of `events/`, on the rows that they name.
final class EveryRoute {

    private final Map<String, Operation> operations = new TreeMap<>();

    /// @param time from the request to the response
    record Answer(String function, ApiResponse response, Duration time) {}

    EveryRoute(Kontor kontor) {
        for (var route : Api.ROUTES) {
            var function = route.function();
            operations.put(function.name(), kontor.within(() -> Lambda.operation(function.handler())));
        }
    }

    /// Makes the rows that the events name.
    static void seed(TestDatabase database) throws IOException, SQLException {
        database.execute(Files.readString(Project.ROOT.resolve("events/seed.sql")));
    }

    /// The names of the functions behind routes that change something.
    static List<String> changes() {
        return Api.ROUTES.stream()
                .filter(route -> !route.method().equals("GET"))
                .map(Route::function)
                .map(function -> function.name())
                // They only sign, or have nothing more to do.
                .filter(name -> !Set.of("UploadFile", "SignUploadParts", "CompleteUpload")
                        .contains(name))
                .toList();
    }

    Answer answer(String function) {
        try {
            var event = Files.readString(Project.ROOT.resolve("events/" + function + ".json"));
            var begin = System.nanoTime();
            var response = Lambda.invoke(
                    Objects.requireNonNull(operations.get(function)),
                    APIGatewayV2HTTPEvent.class,
                    APIGatewayV2HTTPResponse.class,
                    event);
            return new Answer(function, ApiResponse.of(response), Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Answer> answersOneByOne() {
        return operations.keySet().stream().map(this::answer).toList();
    }

    List<Answer> answersAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = operations.keySet().stream()
                    .<Callable<Answer>>map(name -> () -> answer(name))
                    .toList();
            return threads.invokeAll(requests).stream()
                    .map(answer -> answer.resultNow())
                    .toList();
        }
    }
}
