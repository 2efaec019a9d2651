package dev.kontor.migrations.session;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pauses that double up to a limit. Each is partly random, so that runs that failed together do
/// not come back together. For one thread.
public final class Backoff {

    private final long limitMillis;
    private long ceilingMillis;

    public Backoff(Duration first, Duration limit) {
        this.ceilingMillis = first.toMillis();
        this.limitMillis = limit.toMillis();
    }

    /// Half of the pause is fixed, so that the caller never loops without a pause.
    Duration next() {
        var half = ceilingMillis / 2;
        var pause = half + ThreadLocalRandom.current().nextLong(half + 1);
        ceilingMillis = Math.min(ceilingMillis * 2, limitMillis);
        return Duration.ofMillis(pause);
    }

    /// Sleeps for the next pause, or until the deadline where that comes first.
    public void pause(Deadline deadline) throws InterruptedException {
        var pause = next();
        var remaining = deadline.remaining();
        Thread.sleep(pause.compareTo(remaining) < 0 ? pause : remaining);
    }
}
