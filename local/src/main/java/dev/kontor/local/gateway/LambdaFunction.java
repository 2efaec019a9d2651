package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.kontor.template.LambdaDefinition;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A handler, called as Lambda's Java runtime calls it. The event arrives as JSON; AWS's own
/// library turns it into the handler's type, and the result into JSON. One handler serves many
/// threads, as on Lambda Managed Instances.
final class LambdaFunction {
    private static final PojoSerializer<Object> ANY_JSON =
            JacksonFactory.getInstance().getSerializer((Type) Map.class);

    private final LambdaDefinition definition;
    private final RequestHandler<Object, Object> handler;
    private final PojoSerializer<Object> events;
    private final PojoSerializer<Object> responses;

    /// @throws IllegalArgumentException the handler's class does not declare its types
    @SuppressWarnings("unchecked") // The serializers are chosen by the handler's own types.
    LambdaFunction(LambdaDefinition definition, RequestHandler<?, ?> handler) {
        var types = typesOf(handler.getClass());
        this.definition = definition;
        this.handler = (RequestHandler<Object, Object>) handler;
        this.events = serializer(types[0]);
        this.responses = serializer(types[1]);
    }

    /// Throws whatever the handler throws.
    @Nullable
    Map<?, ?> invoke(Map<String, Object> event) {
        var input = events.fromJson(json(ANY_JSON, event));
        var output = handler.handleRequest(input, new LocalContext(definition));
        return output == null ? null : (Map<?, ?>) ANY_JSON.fromJson(json(responses, output));
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
