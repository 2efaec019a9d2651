package dev.kontor.local.server;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.functions.Kontor;
import dev.kontor.local.workspace.Failure;
import dev.kontor.template.LambdaDefinition;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Constructs the functions' handlers. A handler with a constructor for an environment gets the
/// environment; any other is constructed within the composition root.
final class Handlers implements Function<LambdaDefinition, RequestHandler<?, ?>> {
    private final Map<String, String> environment;
    private final Kontor kontor;

    Handlers(Map<String, String> environment, Kontor kontor) {
        this.environment = environment;
        this.kontor = kontor;
    }

    /// A new handler of this function.
    ///
    /// @throws Failure the template names a class that is not a handler
    @Override
    public RequestHandler<?, ?> apply(LambdaDefinition function) {
        return kontor.within(() -> construct(function));
    }

    private RequestHandler<?, ?> construct(LambdaDefinition function) {
        try {
            var type = Class.forName(function.handler()).asSubclass(RequestHandler.class);
            var takesEnvironment = Arrays.stream(type.getConstructors())
                    .anyMatch(each -> List.of(each.getParameterTypes()).equals(List.of(Map.class)));
            return takesEnvironment
                    ? type.getConstructor(Map.class).newInstance(environment)
                    : type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new Failure("function " + function.name() + " does not start: " + e.getCause(), e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new Failure("function " + function.name() + " has no such handler: " + e, e);
        }
    }
}
