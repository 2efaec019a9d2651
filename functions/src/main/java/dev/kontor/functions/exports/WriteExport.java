package dev.kontor.functions.exports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import dev.kontor.exports.StepKey;
import dev.kontor.exports.StepOutcome;
import dev.kontor.functions.Kontor;
import dev.kontor.shared.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs when S3 has stored the object of an export's steps, and writes the export until its time is nearly
/// over. Then it stores that object again, whose event calls the next step.
///
/// S3 sends an event at least once, and Lambda calls again after a failure. So another step may be writing
/// already. Then this one waits for a sign of life from it, and takes its place if there is none.
public final class WriteExport implements RequestHandler<S3Event, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(WriteExport.class);

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);

    private final Kontor kontor = Kontor.current();

    /// @return `finished`, the number of exports on which nothing is left to do
    /// @throws RuntimeException when S3 or the database does not answer: Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(S3Event event, Context context) {
        var finished = 0;
        for (var record : event.getRecords()) {
            var key = StepKey.of(key(record));
            if (key.isEmpty()) {
                LOG.warn("an object was stored under a key that Kontor did not make");
            } else if (isFinished(key.get(), context)) {
                finished++;
            }
        }
        return Map.of("finished", finished);
    }

    private boolean isFinished(StepKey key, Context context) {
        return switch (outcome(key, context)) {
            case MORE -> {
                kontor.storage().putEmpty(key.toString());
                yield false;
            }
            case HELD -> false;
            case OVER -> {
                kontor.exportSteps().forget(key);
                yield true;
            }
        };
    }

    private StepOutcome outcome(StepKey key, Context context) {
        var steps = kontor.exportSteps();
        BooleanSupplier hasTime = () -> context.getRemainingTimeInMillis() > Limits.EXPORT_TIME_RESERVED.toMillis();
        var outcome = steps.write(key.exportId(), hasTime);
        return outcome == StepOutcome.HELD && isSilent(key) ? steps.write(key.exportId(), hasTime) : outcome;
    }

    /// Waits for a sign of life of the step that is writing: it renews its lease, or comes to an end.
    ///
    /// @return false when there was one
    private boolean isSilent(StepKey key) {
        var before = Limits.EXPORT_LEASE;
        while (true) {
            var held = kontor.exportSteps().held(key.exportId());
            if (held.isEmpty() || held.get().compareTo(before) > 0) {
                return false;
            }
            before = held.get();
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
            if (before.isZero()) {
                return true; // its last second is over, too
            }
        }
    }

    private static String key(S3EventNotificationRecord record) {
        return record.getS3().getObject().getUrlDecodedKey();
    }
}
