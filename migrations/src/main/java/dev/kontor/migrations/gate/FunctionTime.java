package dev.kontor.migrations.gate;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kontor.migrations.config.MigrationConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much of a function's time is left for a run.
public final class FunctionTime {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private FunctionTime() {}

    /// The time until Lambda ends the function; without a context, the longest time-out that can be
    /// configured.
    public static Duration remaining(@Nullable Context context) {
        return context == null
                ? MigrationConfig.LONGEST_TIMEOUT
                : Duration.ofMillis(context.getRemainingTimeInMillis());
    }

    /// The shorter of the two, but at least a second: a run that has no time left then reports just
    /// that.
    public static Duration shorter(Duration configured, Duration left) {
        var shorter = configured.compareTo(left) < 0 ? configured : left;
        return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
    }
}
