package dev.kontor.functions.faults;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.storage.ConfirmUpload;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.functions.trash.PurgeTrash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The functions in a process of their own, which serves one request at a time, as an execution
/// environment of Lambda does. It reads a handler's class name and an event on each line, separated
/// by a tab, and prints the response, or [#FAILED] and why.
final class FunctionsProcess {

    static final String FAILED = "failed: ";

    private final Kontor kontor = new Kontor(System.getenv());
    private final Map<String, Object> handlers = new HashMap<>();

    public static void main(String[] arguments) throws IOException {
        var process = new FunctionsProcess();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var handlerAndEvent = line.split("\t", 2);
            System.out.println(process.answer(handlerAndEvent[0], handlerAndEvent[1]));
        }
        Runtime.getRuntime().halt(0);
    }

    private String answer(String name, String event) {
        try {
            var handler = handlers.computeIfAbsent(name, this::construct);
            return Lambda.json(invoke(handler, event));
        } catch (RuntimeException e) {
            return FAILED + e.toString().lines().findFirst().orElse("");
        }
    }

    private static Map<String, ?> invoke(Object handler, String event) {
        return switch (handler) {
            case Operation operation ->
                Lambda.invoke(operation, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, event);
            case ConfirmUpload confirm ->
                confirm.handleRequest(Lambda.event(S3Event.class, event), new LambdaContext());
            case PurgeTrash purge -> purge.handleRequest(Map.of(), new LambdaContext());
            default -> throw new IllegalArgumentException("no test knows the event of " + handler);
        };
    }

    private Object construct(String name) {
        return kontor.within(() -> {
            try {
                return Class.forName(name).getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(name, e);
            }
        });
    }
}
