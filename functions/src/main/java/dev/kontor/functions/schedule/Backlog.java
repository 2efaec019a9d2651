package dev.kontor.functions.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kontor.functions.log.LogLine;
import java.time.Duration;
import org.slf4j.event.Level;

/// Logs how far a clean-up is behind at the end of a run, as the metric `OldestWaitingSeconds`, which
/// has an alarm.
public final class Backlog {

    private static final String OLDEST_WAITING = "OldestWaitingSeconds";
    private static final String SECONDS = "Seconds";

    private Backlog() {}

    /// @param context of the run
    /// @param oldestWaiting how long the oldest leftover is overdue
    public static void log(Context context, Duration oldestWaiting) {
        new LogLine(Level.INFO, context)
                .metric(OLDEST_WAITING, oldestWaiting.toSeconds(), SECONDS)
                .write();
    }
}
