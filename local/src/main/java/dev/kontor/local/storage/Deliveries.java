package dev.kontor.local.storage;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// Tells of each new object, at least once: at once, and where that fails again and again, also
/// after a restart. Thread-safe.
final class Deliveries implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Bucket bucket;
    private final NotificationEvent events;
    private final BiConsumer<String, Map<String, Object>> listener;
    private final Duration firstPause;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    /// @param listener takes a key and its event; what it throws means that it has not
    /// @param firstPause before the first repetition; each later one waits twice as long
    Deliveries(
            Bucket bucket,
            NotificationEvent events,
            BiConsumer<String, Map<String, Object>> listener,
            Duration firstPause) {
        this.bucket = bucket;
        this.events = events;
        this.listener = listener;
        this.firstPause = firstPause;
    }

    /// Takes up, in the background, what earlier processes left.
    void resume() throws IOException {
        for (var notice : bucket.openNotices()) {
            schedule(notice, Duration.ZERO, firstPause);
        }
    }

    /// Returns after the first attempt, whether or not it succeeded.
    void deliver(Notice notice) {
        attempt(notice, firstPause);
    }

    /// Tells of nothing more; what is open stays so for the next process.
    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void attempt(Notice notice, Duration pause) {
        try {
            var object = bucket.open(notice);
            if (object.isPresent()) {
                try (var opened = object.get()) {
                    listener.accept(opened.metadata().key(), events.of(opened));
                }
            }
            bucket.settle(notice);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "nobody was told of a new object; again in " + pause.toMillis() + " ms", e);
            var doubled = pause.multipliedBy(2);
            schedule(notice, pause, doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
        }
    }

    private void schedule(Notice notice, Duration pause, Duration next) {
        try {
            var _ = clock.schedule(() -> attempt(notice, next), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: the next process takes it up.
        }
    }
}
