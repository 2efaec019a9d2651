package dev.kontor.local.server;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.auth.Authorizer;
import dev.kontor.local.signin.SignInService;
import dev.kontor.local.signin.TwoIssuersAuthorizer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.template.LambdaDefinition;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Constructs the functions' handlers. A handler with a constructor for an environment gets the
/// environment; any other is constructed within the composition root.
final class Handlers implements Function<LambdaDefinition, RequestHandler<?, ?>> {
    private final Map<String, String> environment;
    private final Kontor kontor;
    private final @Nullable SignInService signIn;

    /// @param signIn the service whose tokens are taken besides the local ones; null for none
    Handlers(Map<String, String> environment, Kontor kontor, @Nullable SignInService signIn) {
        this.environment = environment;
        this.kontor = kontor;
        this.signIn = signIn;
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
            if (type == Authorizer.class && signIn != null) {
                return new TwoIssuersAuthorizer(environment, signIn);
            }
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
