package dev.kontor.functions.testing;

import dev.kontor.functions.log.StandInContext;
import dev.kontor.shared.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/// The context that the runtime hands to a handler with a request.
public final class LambdaContext extends StandInContext {

    public static final String FUNCTION = "kontor-Some-1A2B3C";
    public static final String REQUEST_ID = "8b6c68b1-0000-4000-8000-00000000c0de";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final IntSupplier remainingMillis;

    /// All the time that a function behind the API has.
    public LambdaContext() {
        this(() -> (int) Limits.FUNCTION_TIMEOUT.toMillis());
    }

    public LambdaContext(IntSupplier remainingMillis) {
        super(FUNCTION);
        this.remainingMillis = remainingMillis;
    }

    @Override
    public String getAwsRequestId() {
        return REQUEST_ID;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return remainingMillis.getAsInt();
    }

    @Override
    public void log(String message) {
        throw new AssertionError("Lambda would wrap it where it writes JSON: " + message);
    }

    @Override
    public void log(byte[] message) {
        lines.add(new String(message, StandardCharsets.UTF_8));
    }

    /// Everything that the handler has logged through the context.
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
