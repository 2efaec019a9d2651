package dev.kontor.functions.log;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Optional;
import java.util.function.Supplier;

/// The request that a thread works on, so that every line it logs names its request. One process may
/// serve many requests at once.
public final class InvocationScope {

    private static final ScopedValue<String> REQUEST_ID = ScopedValue.newInstance();

    private InvocationScope() {}

    /// Does the work of an invocation.
    public static <T> T within(Context context, Supplier<T> work) {
        return ScopedValue.where(REQUEST_ID, context.getAwsRequestId()).call(work::get);
    }

    /// The id of the thread's request; empty on a thread that works for no request.
    static Optional<String> requestId() {
        return REQUEST_ID.isBound() ? Optional.of(REQUEST_ID.get()) : Optional.empty();
    }
}
