package dev.kontor.migrations.session;

import java.time.Duration;

/// Ends the work of a session once the deadline has passed. It first asks the server to cancel,
/// which rolls back cleanly. If there is no answer, it drops the connection.
public final class Watchdog implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(5);

    private final Thread thread;

    public Watchdog(Deadline deadline, Session session) {
        thread = Thread.ofPlatform().daemon().name("migration-watchdog").start(() -> watch(deadline, session));
    }

    /// Asks repeatedly, since a run may be between two statements when it is asked first.
    private static void watch(Deadline deadline, Session session) {
        try {
            Thread.sleep(deadline.remaining());
            var patience = Deadline.in(TIME_TO_CANCEL);
            while (true) {
                if (patience.passed()) {
                    session.abort();
                } else {
                    session.cancel();
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        } catch (InterruptedException e) {
            // The run ended.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
