package dev.kontor.benchmarks.machine;

import java.time.Duration;

/// The lines that a run prints while it works: the time since its start, and what it does.
public final class RunProgress {

    private static final long START = System.nanoTime();

    private RunProgress() {}

    public static void say(String line) {
        var elapsed = Duration.ofNanos(System.nanoTime() - START);
        System.err.printf("%3d:%02d %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), line);
    }
}
