package dev.kontor.functions.snapshot;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.http.Operation;
import dev.kontor.shared.rehearsal.RecordedSockets;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One request to one operation, from its event of `events/` to its answer, on a recording of what
/// the database said to it: all that a request needs has been loaded and has run once, and nothing
/// real was asked. The build makes event and recording (`RecordRehearsals`).
final class Rehearsal {

    private static final String REHEARSAL = "rehearsal";
    private static final String WRAPPED = "jdbc:aws-wrapper:";
    private static final int FIRST_ERROR = 400;
    private static final RehearsalContext CONTEXT = new RehearsalContext();

    private final Class<? extends Operation> operation;
    private final String databaseUrl;

    private Rehearsal(Class<? extends Operation> operation, String databaseUrl) {
        this.databaseUrl = databaseUrl;
        this.operation = operation;
    }

    /// @param handler the class name of a function's handler
    /// @param databaseUrl where the function will find its database: the rehearsal takes the same
    ///   way, but not to there
    /// @return empty where that is no operation: what nobody waits for is not rehearsed
    /// @throws ClassNotFoundException there is none of that name
    static Optional<Rehearsal> of(String handler, String databaseUrl) throws ClassNotFoundException {
        var type = Class.forName(handler);
        return Operation.class.isAssignableFrom(type)
                ? Optional.of(new Rehearsal(type.asSubclass(Operation.class), databaseUrl))
                : Optional.empty();
    }

    /// @throws IOException it did not go as it was recorded
    void perform() throws IOException {
        var name = operation.getSimpleName();
        try (var event = Rehearsal.class.getResourceAsStream("/rehearsals/" + name + ".json");
                var kontor = new Kontor(environment(name))) {
            if (event == null) {
                throw new IOException("there is no event to rehearse " + name + " with");
            }
            // In and out by what Lambda's runtime itself does both by.
            var request = serializer(APIGatewayV2HTTPEvent.class).fromJson(event);
            var answer = kontor.within(this::construct).handleRequest(request, CONTEXT);
            serializer(APIGatewayV2HTTPResponse.class).toJson(answer, OutputStream.nullOutputStream());
            if (answer.getStatusCode() >= FIRST_ERROR) {
                throw new IOException(name + " was answered " + answer.getStatusCode());
            }
        }
    }

    private Operation construct() {
        try {
            return operation.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(operation + " can't be constructed", e);
        }
    }

    private Map<String, String> environment(String name) {
        var environment = new HashMap<String, String>();
        environment.put("DATABASE_URL", RecordedSockets.urlLike(databaseUrl, "/rehearsals/" + name + ".recording"));
        environment.put("DATABASE_USER", REHEARSAL);
        environment.put("DATABASE_POOL_SIZE", "1");
        environment.put("STORAGE_BUCKET", REHEARSAL);
        environment.put("AWS_REGION", REHEARSAL);
        environment.put("AWS_ACCESS_KEY_ID", REHEARSAL);
        environment.put("AWS_SECRET_ACCESS_KEY", REHEARSAL);
        if (databaseUrl.startsWith(WRAPPED)) {
            // Without one the wrapper would sign in by IAM.
            environment.put("DATABASE_PASSWORD", REHEARSAL);
        }
        return environment;
    }

    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, type.getClassLoader());
    }
}
