package dev.kontor.migrations;

import java.time.Duration;

/// Ends what the connections are doing once the deadline has passed: first by asking the server,
/// which rolls back cleanly, and if that brings no answer by dropping the connections.
final class Watchdog implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(5);

    private final Thread thread;

    Watchdog(Deadline deadline, Connections connections) {
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("migration-watchdog")
                        .start(() -> watch(deadline, connections));
    }

    /// Asks again and again: a run may be between two statements at the moment of the first.
    private static void watch(Deadline deadline, Connections connections) {
        try {
            Thread.sleep(deadline.remaining());
            var patience = Deadline.in(TIME_TO_CANCEL);
            while (true) {
                if (patience.passed()) {
                    connections.abort();
                } else {
                    connections.cancel();
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
