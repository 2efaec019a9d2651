package dev.kontor.local.storage;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/// Delivers the notification of each new object at least once. The first attempt is made at once, and
/// whoever stores the object waits for it, but not long: a function may have a quarter of an hour. Failed
/// ones are repeated, after a restart as well. Thread-safe.
final class Deliveries implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final ObjectCreatedEvents events;
    private final BiConsumer<String, Map<String, Object>> listener;
    private final Duration firstPause;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

    /// @param listener takes a key and its event; an exception means that the delivery failed
    /// @param firstPause before the first repetition; each later one waits twice as long
    Deliveries(
            Bucket bucket,
            ObjectCreatedEvents events,
            BiConsumer<String, Map<String, Object>> listener,
            Duration firstPause) {
        this.bucket = bucket;
        this.events = events;
        this.listener = listener;
        this.firstPause = firstPause;
    }

    /// Delivers, in the background, what earlier processes left.
    void resume() throws IOException {
        for (var notification : bucket.pendingNotifications()) {
            schedule(notification, Duration.ZERO, firstPause);
        }
    }

    /// Returns after the first attempt, whether or not it succeeded, or once that takes too long.
    void deliver(PendingNotification notification) {
        try {
            attempts.submit(() -> attempt(notification, firstPause))
                    .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            // It goes on in the background, or the next process delivers it.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops delivering; the next process delivers what is left.
    @Override
    public void close() {
        clock.shutdownNow();
        attempts.shutdownNow();
    }

    private void attempt(PendingNotification notification, Duration pause) {
        try {
            var object = bucket.open(notification);
            if (object.isPresent()) {
                try (var opened = object.get()) {
                    listener.accept(opened.metadata().key(), events.of(opened));
                }
            }
            bucket.remove(notification);
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "a notification was not delivered; the next attempt is in " + pause.toMillis() + " ms",
                    e);
            var doubled = pause.multipliedBy(2);
            schedule(notification, pause, doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
        }
    }

    private void schedule(PendingNotification notification, Duration pause, Duration next) {
        try {
            Runnable attempt = () -> attempts.execute(() -> attempt(notification, next));
            var _ = clock.schedule(attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: the next process delivers it.
        }
    }
}
