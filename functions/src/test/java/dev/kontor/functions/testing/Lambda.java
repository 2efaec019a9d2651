package dev.kontor.functions.testing;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.kontor.functions.http.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls handlers as the runtime does: an event of JSON goes in, the response comes out as JSON. A
/// handler of streams converts both itself; for others AWS's own serialization does. What an operation
/// of the API answers must be as `functions/openapi.yaml` describes it.
public final class Lambda {

    private static final PojoSerializer<Object> JSON = serializer(Object.class);

    private Lambda() {}

    /// @return the response as plain values
    public static <I, O> Map<String, @Nullable Object> invoke(
            RequestHandler<I, O> handler, Class<I> event, Class<O> answer, String json) {
        return invoke(handler, event, answer, json, new LambdaContext());
    }

    /// Calls the handler in a context that collects what is logged.
    public static <I, O> Map<String, @Nullable Object> invoke(
            RequestHandler<I, O> handler, Class<I> event, Class<O> answer, String json, LambdaContext context) {
        var bytes = new ByteArrayOutputStream();
        if (handler instanceof RequestStreamHandler reading) {
            handle(reading, json, bytes, context);
        } else {
            serializer(answer).toJson(handler.handleRequest(event(event, json), context), bytes);
        }
        var response = object(bytes.toString(StandardCharsets.UTF_8));
        if (handler instanceof Operation) {
            checkAsDescribed(handler.getClass().getSimpleName(), ApiResponse.of(response));
        }
        return response;
    }

    /// A test may have operations of its own, which nobody describes.
    private static void checkAsDescribed(String operation, ApiResponse response) {
        if (ApiDescription.operations().containsKey(operation)) {
            ResponseCheck.check(operation, response.status(), response.headers(), response.body());
        }
    }

    private static void handle(
            RequestStreamHandler handler, String json, OutputStream response, LambdaContext context) {
        try {
            handler.handleRequest(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), response, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An operation by its handler's class name, as the runtime makes it.
    public static Operation operation(String handler) {
        try {
            return Class.forName(handler)
                    .asSubclass(Operation.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(handler, e);
        }
    }

    /// An event as a handler gets it.
    public static <T> T event(Class<T> type, String json) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
                        .fromJson(json)
                : serializer(type).fromJson(json);
    }

    /// Plain values of JSON text, read by another reader than the one under test.
    public static @Nullable Object value(String json) {
        return JSON.fromJson(json);
    }

    @SuppressWarnings("unchecked") // the test expects an object, and fails otherwise
    public static Map<String, @Nullable Object> object(String json) {
        return (Map<String, @Nullable Object>) JSON.fromJson(json);
    }

    public static String json(Object value) {
        var bytes = new ByteArrayOutputStream();
        JSON.toJson(value, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // as the runtime does for types that it has no mixin for
    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
