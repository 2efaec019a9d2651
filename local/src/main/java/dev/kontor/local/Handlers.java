package dev.kontor.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.functions.Kontor;
import dev.kontor.local.gateway.LambdaDefinition;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Constructs the functions' handlers: those with a constructor for an environment are handed it,
/// the others are constructed within the composition root that was made of it.
final class Handlers implements Function<LambdaDefinition, RequestHandler<?, ?>> {
    private final Map<String, String> environment;
    private final Kontor kontor;

    Handlers(Map<String, String> environment, Kontor kontor) {
        this.environment = environment;
        this.kontor = kontor;
    }

    /// Makes a new one.
    ///
    /// @throws Failure the template names something that is no handler
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
            throw new Failure("function " + function.name() + " has no handler of that name: " + e, e);
        }
    }
}
