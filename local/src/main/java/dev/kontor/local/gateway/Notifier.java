package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Hands each notification of the bucket to the functions that the template has for it.
public final class Notifier implements Consumer<Map<String, Object>> {
    private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();

    /// @param handlers makes a function's handler, once each, before this returns
    public Notifier(
            List<LambdaDefinition> subscribers,
            Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        for (var subscriber : subscribers) {
            functions.put(
                    subscriber.name(), new LambdaFunction(subscriber, handlers.apply(subscriber)));
        }
    }

    /// Returns once all functions have succeeded.
    ///
    /// @throws IllegalStateException one has failed
    @Override
    public void accept(Map<String, Object> event) {
        functions.forEach((name, function) -> tell(name, function, event));
    }

    private static void tell(String name, LambdaFunction function, Map<String, Object> event) {
        try {
            var _ = function.invoke(event);
        } catch (Throwable e) {
            throw new IllegalStateException(name + " failed", e);
        }
    }
}
