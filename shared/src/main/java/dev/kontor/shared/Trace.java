package dev.kontor.shared;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The trace that a request belongs to, from its header `traceparent` (W3C Trace Context). What the
/// request calls gets the same header: we record no spans of our own, so the caller's is the parent
/// of what is called. Immutable.
///
/// @param id 32 hex digits, the same in all services
/// @param parent `traceparent` for what is called
public record Trace(String id, String parent) {

    /// The header's name.
    public static final String HEADER = "traceparent";

    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    /// Version, trace, span and flags; later versions may add to it.
    private static final Pattern PARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String VERSION = "00";
    private static final int SAMPLED = 1;

    /// The trace of a `traceparent`. Empty where there is none, and where it breaks the rules, since
    /// a new trace is then to begin.
    public static Optional<Trace> of(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var parts = PARENT.matcher(header);
        if (!parts.matches() || (parts.group(1).equals(VERSION) && parts.group(5) != null)) {
            return Optional.empty();
        }
        var flags = Integer.parseInt(parts.group(4), 16) & SAMPLED;
        var parent = "%s-%s-%s-0%d".formatted(VERSION, parts.group(2), parts.group(3), flags);
        return Optional.of(new Trace(parts.group(2), parent));
    }

    /// The trace that this thread works for.
    public static Optional<Trace> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Does work for a trace.
    ///
    /// @param trace empty for none
    public static <T> T within(Optional<Trace> trace, Supplier<T> work) {
        return trace.isEmpty()
                ? work.get()
                : ScopedValue.where(CURRENT, trace.get()).call(work::get);
    }

    /// An executor whose threads work for this thread's trace.
    public static Executor carriedBy(Executor threads) {
        var trace = current();
        return trace.isEmpty()
                ? threads
                : work -> threads.execute(
                        () -> ScopedValue.where(CURRENT, trace.get()).run(work));
    }
}
