package dev.kontor.migrations.session;

import java.time.Duration;

/// The moment by which a run is over, on the clock that never jumps.
public record Deadline(long nanoTime) {

    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /// Zero once it has passed.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean passed() {
        return remaining().isZero();
    }
}
