package dev.kontor.functions.log;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Optional;
import java.util.function.Supplier;

/// What a thread works on, where one process serves many requests at once: so that every line it
/// logs says which request it is about.
public final class InvocationScope {

    private static final ScopedValue<String> REQUEST_ID = ScopedValue.newInstance();

    private InvocationScope() {}

    /// Does the work of an invocation.
    public static <T> T within(Context context, Supplier<T> work) {
        return ScopedValue.where(REQUEST_ID, context.getAwsRequestId()).call(work::get);
    }

    /// Empty on a thread that works for no invocation, or for all.
    static Optional<String> requestId() {
        return REQUEST_ID.isBound() ? Optional.of(REQUEST_ID.get()) : Optional.empty();
    }
}
