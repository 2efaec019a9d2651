package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.NotificationConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Calls the functions that hear of new objects, as Amazon S3 would.
public final class NotificationDispatcher implements BiConsumer<String, Map<String, Object>> {
    private final Map<NotificationConfiguration, LambdaFunction> functions = new LinkedHashMap<>();

    /// @param handlers constructs a function's handler; called once a notification, before this returns
    public NotificationDispatcher(
            List<NotificationConfiguration> notifications, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        for (var notification : notifications) {
            var function = notification.function();
            functions.put(notification, new LambdaFunction(function, handlers.apply(function)));
        }
    }

    /// Returns once every matching function has succeeded.
    ///
    /// @throws IllegalStateException a function failed
    @Override
    public void accept(String key, Map<String, Object> event) {
        functions.forEach((notification, function) -> {
            if (notification.matches(key)) {
                call(notification.function().name(), function, event);
            }
        });
    }

    private static void call(String name, LambdaFunction function, Map<String, Object> event) {
        try {
            var _ = function.invoke(event);
        } catch (Throwable e) {
            throw new IllegalStateException(name + " failed", e);
        }
    }
}
