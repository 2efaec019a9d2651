package dev.kontor.migrations.session;

import java.time.Duration;

/// The moment at which a run has to be over, on the monotonic clock.
public record Deadline(long nanoTime) {

    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /// Zero once the deadline has passed.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean passed() {
        return remaining().isZero();
    }
}
