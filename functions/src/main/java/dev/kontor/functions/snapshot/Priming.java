package dev.kontor.functions.snapshot;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.OutputStream;
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
    private static final String WRAPPED = "jdbc:aws-wrapper:";
    private static final int FIRST_ERROR = 400;
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

    /// Primes an operation. Other functions are not primed, since nobody waits for them.
    ///
    /// @param handler the class name of a function's handler
    /// @throws ReflectiveOperationException when there is no such class
    /// @throws IOException when it did not go as it was recorded
    void perform(String handler) throws IOException, ReflectiveOperationException {
        var type = Class.forName(handler);
        if (answersHttp(type)) {
            perform(type);
        }
    }

    private void perform(Class<?> operation) throws IOException {
        var name = operation.getSimpleName();
        try (var event = Priming.class.getResourceAsStream(DIRECTORY + name + ".json");
                var application = applications.apply(environment(name))) {
            if (event == null) {
                throw new IOException("there is no event to prime " + name + " with");
            }
            // Both conversions are those of Lambda's own runtime.
            var request = serializer(APIGatewayV2HTTPEvent.class).fromJson(event);
            var response = application.within(() -> construct(operation)).handleRequest(request, CONTEXT);
            serializer(APIGatewayV2HTTPResponse.class).toJson(response, OutputStream.nullOutputStream());
            if (response.getStatusCode() >= FIRST_ERROR) {
                throw new IOException("priming " + name + " ended with status " + response.getStatusCode());
            }
        }
    }

    private static boolean answersHttp(Class<?> handler) {
        try {
            handler.getMethod("handleRequest", APIGatewayV2HTTPEvent.class, Context.class);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // it has the method of these types
    private static RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> construct(Class<?> operation) {
        try {
            return (RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>)
                    operation.getConstructor().newInstance();
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
        environment.put("AWS_REGION", PLACEHOLDER);
        environment.put("AWS_ACCESS_KEY_ID", PLACEHOLDER);
        environment.put("AWS_SECRET_ACCESS_KEY", PLACEHOLDER);
        if (databaseUrl.startsWith(WRAPPED)) {
            // Without a password the wrapper would sign in by IAM.
            environment.put("DATABASE_PASSWORD", PLACEHOLDER);
        }
        return environment;
    }

    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, type.getClassLoader());
    }
}
