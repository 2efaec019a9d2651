package dev.kontor.functions.snapshot;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kontor.functions.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Calls one operation with its event of `events/` before a snapshot is taken. The database is a
/// recording of what a real one said to the same event, so everything that a request needs is loaded
/// and has run once, and nothing real is asked. The build makes event and recording
/// (`RecordPriming`).
final class Priming {

    private static final String DIRECTORY = "/priming/";
    private static final String PLACEHOLDER = "priming";

    /// What the event of Stripe is signed with, which is nobody's secret.
    private static final String STRIPE_SECRET = "whsec_events";
    private static final String WRAPPED = "jdbc:aws-wrapper:";
    private static final int FIRST_ERROR = 400;

    /// More than once, so that the JVM has compiled some of what a first request runs. Ten take a
    /// list's from 21 to 17 ms of processor time, and thirty to 16.
    private static final int REPETITIONS = 10;

    private static final PrimingContext CONTEXT = new PrimingContext();

    private final Function<Map<String, String>, ? extends Application> applications;
    private final String databaseUrl;

    /// @param applications makes an application of its environment
    /// @param databaseUrl where the function will find its database: priming goes through the same
    ///   driver or wrapper, but not to that database
    Priming(Function<Map<String, String>, ? extends Application> applications, String databaseUrl) {
        this.applications = applications;
        this.databaseUrl = databaseUrl;
    }

    /// Primes an operation, several times. Other functions are not primed, since nobody waits for them.
    ///
    /// @param handler the class name of a function's handler
    /// @throws ReflectiveOperationException when there is no such class
    /// @throws IOException when it did not go as it was recorded
    void perform(String handler) throws IOException, ReflectiveOperationException {
        var type = Class.forName(handler);
        // Only operations read their events themselves.
        if (RequestStreamHandler.class.isAssignableFrom(type)) {
            for (var i = 0; i < REPETITIONS; i++) {
                perform(type.asSubclass(RequestStreamHandler.class));
            }
        }
    }

    private void perform(Class<? extends RequestStreamHandler> operation) throws IOException {
        var name = operation.getSimpleName();
        try (var event = Priming.class.getResourceAsStream(DIRECTORY + name + ".json");
                var application = applications.apply(environment(name))) {
            if (event == null) {
                throw new IOException("there is no event to prime " + name + " with");
            }
            var response = new ByteArrayOutputStream();
            application.within(() -> construct(operation)).handleRequest(event, response, CONTEXT);
            checkSuccess(name, response.toString(StandardCharsets.UTF_8));
        }
    }

    private static void checkSuccess(String name, String response) throws IOException {
        try {
            var status = Json.readObject(response).orElseThrow().get("statusCode");
            if (!(status instanceof Long number) || number >= FIRST_ERROR) {
                throw new IOException("priming " + name + " ended with status " + status);
            }
        } catch (Json.MalformedJsonException e) {
            throw new IOException("priming " + name + " was answered something else than JSON", e);
        }
    }

    private static RequestStreamHandler construct(Class<? extends RequestStreamHandler> operation) {
        try {
            return operation.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(operation + " can't be constructed", e);
        }
    }

    private Map<String, String> environment(String name) {
        var environment = new HashMap<String, String>();
        environment.put("DATABASE_URL", RecordedSockets.urlLike(databaseUrl, DIRECTORY + name + ".recording"));
        environment.put("DATABASE_USER", PLACEHOLDER);
        environment.put("DATABASE_POOL_SIZE", "1");
        environment.put("STORAGE_BUCKET", PLACEHOLDER);
        environment.put("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET);
        environment.put("AWS_REGION", PLACEHOLDER);
        environment.put("AWS_ACCESS_KEY_ID", PLACEHOLDER);
        environment.put("AWS_SECRET_ACCESS_KEY", PLACEHOLDER);
        if (databaseUrl.startsWith(WRAPPED)) {
            // Without a password the wrapper would sign in by IAM.
            environment.put("DATABASE_PASSWORD", PLACEHOLDER);
        }
        return environment;
    }
}
