package dev.kontor.migrations;

import java.time.Duration;

/// The moment by which a run is over, on the clock that never jumps.
record Deadline(long nanoTime) {

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /// Zero once it has passed.
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    boolean passed() {
        return remaining().isZero();
    }
}
