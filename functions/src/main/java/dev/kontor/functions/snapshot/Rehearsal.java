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
import java.util.Map;

/// One request to one operation, from its event of `events/` to its answer, on a recording of what
/// the database said to it: all that a request needs has been loaded and has run once, and nothing
/// real was asked. The build makes event and recording (`RecordRehearsals`).
final class Rehearsal {

    private static final int FIRST_ERROR = 400;
    private static final RehearsalContext CONTEXT = new RehearsalContext();

    private final Class<? extends Operation> operation;

    private Rehearsal(Class<? extends Operation> operation) {
        this.operation = operation;
    }

    /// @param handler the class name of an operation
    /// @throws ClassNotFoundException there is none of that name
    static Rehearsal of(String handler) throws ClassNotFoundException {
        return new Rehearsal(Class.forName(handler).asSubclass(Operation.class));
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
            serializer(APIGatewayV2HTTPResponse.class)
                    .toJson(answer, OutputStream.nullOutputStream());
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

    private static Map<String, String> environment(String name) {
        return Map.of(
                "DATABASE_URL", RecordedSockets.urlOf("/rehearsals/" + name + ".recording"),
                "DATABASE_USER", "rehearsal",
                "DATABASE_POOL_SIZE", "1");
    }

    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, type.getClassLoader());
    }
}
