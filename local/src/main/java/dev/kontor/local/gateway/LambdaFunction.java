package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A handler, called as Lambda's Java runtime calls it: the event arrives as JSON, AWS's own
/// serialization makes the handler's types of it and JSON of what it answers. One handler serves
/// many threads, as on Lambda Managed Instances.
final class LambdaFunction {
    private static final PojoSerializer<Object> ANY_JSON =
            JacksonFactory.getInstance().getSerializer((Type) Map.class);

    private final LambdaDefinition definition;
    private final RequestHandler<Object, Object> handler;
    private final PojoSerializer<Object> events;
    private final PojoSerializer<Object> answers;

    /// @throws IllegalArgumentException the handler's class does not say which types it takes
    @SuppressWarnings("unchecked") // The serializers are chosen by the handler's own types.
    LambdaFunction(LambdaDefinition definition, RequestHandler<?, ?> handler) {
        var types = typesOf(handler.getClass());
        this.definition = definition;
        this.handler = (RequestHandler<Object, Object>) handler;
        this.events = serializer(types[0]);
        this.answers = serializer(types[1]);
    }

    /// Whatever the handler throws comes through.
    @Nullable
    Map<?, ?> invoke(Map<String, Object> event) {
        var input = events.fromJson(json(ANY_JSON, event));
        var output = handler.handleRequest(input, new LocalContext(definition));
        return output == null ? null : (Map<?, ?>) ANY_JSON.fromJson(json(answers, output));
    }

    private static String json(PojoSerializer<Object> serializer, Object value) {
        var bytes = new ByteArrayOutputStream();
        serializer.toJson(value, bytes);
        return bytes.toString(UTF_8);
    }

    /// The choice that the runtime interface client makes.
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
        throw new IllegalArgumentException(handlerClass.getName() + " is no RequestHandler of known types");
    }
}
