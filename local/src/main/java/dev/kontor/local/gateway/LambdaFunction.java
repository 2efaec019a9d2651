package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.kontor.template.LambdaDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A handler, called as Lambda's Java runtime calls it. The event arrives as JSON. A handler of
/// streams reads it and writes JSON itself; for others AWS's own library converts both. One handler
/// serves many threads, as on Lambda Managed Instances.
final class LambdaFunction {
    private static final PojoSerializer<Object> ANY_JSON =
            JacksonFactory.getInstance().getSerializer((Type) Map.class);

    private final LambdaDefinition definition;
    private final JsonCall handler;

    /// Takes an event and answers the response, both as JSON; null for none.
    private interface JsonCall {
        @Nullable
        String answer(String event, Context context);
    }

    /// @throws IllegalArgumentException the handler's class does not declare its types
    LambdaFunction(LambdaDefinition definition, RequestHandler<?, ?> handler) {
        this.definition = definition;
        this.handler = handler instanceof RequestStreamHandler streams ? streaming(streams) : converting(handler);
    }

    /// Throws whatever the handler throws.
    @Nullable
    Map<?, ?> invoke(Map<String, Object> event) {
        var response = handler.answer(json(ANY_JSON, event), new LocalContext(definition));
        return response == null ? null : (Map<?, ?>) ANY_JSON.fromJson(response);
    }

    private static JsonCall streaming(RequestStreamHandler handler) {
        return (event, context) -> {
            var response = new ByteArrayOutputStream();
            try {
                handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), response, context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return response.toString(UTF_8);
        };
    }

    @SuppressWarnings("unchecked") // The serializers are chosen by the handler's own types.
    private static JsonCall converting(RequestHandler<?, ?> handler) {
        var types = typesOf(handler.getClass());
        var events = serializer(types[0]);
        var responses = serializer(types[1]);
        var typed = (RequestHandler<Object, Object>) handler;
        return (event, context) -> {
            var response = typed.handleRequest(events.fromJson(event), context);
            return response == null ? null : json(responses, response);
        };
    }

    private static String json(PojoSerializer<Object> serializer, Object value) {
        var bytes = new ByteArrayOutputStream();
        serializer.toJson(value, bytes);
        return bytes.toString(UTF_8);
    }

    /// The serializer that the runtime interface client would choose.
    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> serializer(Type type) {
        return type instanceof Class<?> known && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())
                ? (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(known, known.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }

    private static Type[] typesOf(Class<?> handlerClass) {
        for (Class<?> type = handlerClass; type != null; type = type.getSuperclass()) {
            for (var implemented : type.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType parameterized
                        && parameterized.getRawType() == RequestHandler.class) {
                    return parameterized.getActualTypeArguments();
                }
            }
        }
        throw new IllegalArgumentException(handlerClass.getName() + " declares no types of a RequestHandler");
    }
}
