package dev.kontor.functions.testing;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Calls handlers as the runtime does: an event of JSON in, the answer as JSON out, both through
/// AWS's own serialization.
public final class Lambda {

    public static final String REQUEST_ID = "8b6c68b1-0000-4000-8000-00000000c0de";

    private static final PojoSerializer<Object> JSON = serializer(Object.class);

    private Lambda() {}

    /// @return the answer as plain values
    public static <I, O> Map<String, @Nullable Object> invoke(
            RequestHandler<I, O> handler, Class<I> event, Class<O> answer, String json) {
        var given = handler.handleRequest(serializer(event).fromJson(json), CONTEXT);
        var bytes = new ByteArrayOutputStream();
        serializer(answer).toJson(given, bytes);
        return object(bytes.toString(StandardCharsets.UTF_8));
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

    /// Of one request.
    public static final Context CONTEXT =
            new Context() {
                @Override
                public String getAwsRequestId() {
                    return REQUEST_ID;
                }

                @Override
                public String getLogGroupName() {
                    return "/aws/lambda/test";
                }

                @Override
                public String getLogStreamName() {
                    return "test";
                }

                @Override
                public String getFunctionName() {
                    return "test";
                }

                @Override
                public String getFunctionVersion() {
                    return "$LATEST";
                }

                @Override
                public String getInvokedFunctionArn() {
                    return "arn:aws:lambda:local:000000000000:function:test";
                }

                @Override
                public @Nullable CognitoIdentity getIdentity() {
                    return null;
                }

                @Override
                public @Nullable ClientContext getClientContext() {
                    return null;
                }

                @Override
                public int getRemainingTimeInMillis() {
                    return 20_000;
                }

                @Override
                public int getMemoryLimitInMB() {
                    return 1769;
                }

                @Override
                public @Nullable LambdaLogger getLogger() {
                    return null;
                }
            };
}
