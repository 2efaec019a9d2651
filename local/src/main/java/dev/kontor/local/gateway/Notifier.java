package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Tells the functions of the template of new objects, as Amazon S3 would.
public final class Notifier implements BiConsumer<String, Map<String, Object>> {
    private final Map<Notification, LambdaFunction> functions = new LinkedHashMap<>();

    /// @param handlers makes a function's handler, once for each notification, before this returns
    public Notifier(List<Notification> notifications, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        for (var notification : notifications) {
            var function = notification.function();
            functions.put(notification, new LambdaFunction(function, handlers.apply(function)));
        }
    }

    /// Returns once all functions that want to know have succeeded.
    ///
    /// @throws IllegalStateException one has failed
    @Override
    public void accept(String key, Map<String, Object> event) {
        functions.forEach((notification, function) -> {
            if (notification.isOf(key)) {
                tell(notification.function().name(), function, event);
            }
        });
    }

    private static void tell(String name, LambdaFunction function, Map<String, Object> event) {
        try {
            var _ = function.invoke(event);
        } catch (Throwable e) {
            throw new IllegalStateException(name + " failed", e);
        }
    }
}
