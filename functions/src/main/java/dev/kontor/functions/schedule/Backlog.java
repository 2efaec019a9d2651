package dev.kontor.functions.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kontor.functions.log.LogLine;
import java.time.Duration;
import org.slf4j.event.Level;

/// How far a clean-up is behind when a run of it has ended: the metric `OldestWaitingSeconds`, of
/// which an alarm wakes an operator.
public final class Backlog {

    private static final String OLDEST_WAITING = "OldestWaitingSeconds";
    private static final String SECONDS = "Seconds";

    private Backlog() {}

    /// @param context of the run
    /// @param oldestWaiting how long the first of what should be gone has been there since it
    ///   should
    public static void log(Context context, Duration oldestWaiting) {
        new LogLine(Level.INFO, context)
                .metric(OLDEST_WAITING, oldestWaiting.toSeconds(), SECONDS)
                .write();
    }
}
