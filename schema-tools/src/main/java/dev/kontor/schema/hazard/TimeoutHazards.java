package dev.kontor.schema.hazard;

import java.time.Duration;

/// Finds migrations that take away the limits which a run sets.
final class TimeoutHazards implements Detector {

    /// Everyone who needs a table waits behind the statement that waits for it.
    private static final long LONGEST_WAIT = Duration.ofSeconds(10).toMillis();

    @Override
    public void look(ExecutedStatement step, FoundHazards found) {
        if (!step.inTransaction()) {
            return; // What runs there lets readers and writers pass, and a run sets no limits.
        }
        step.after().timeouts().forEach((name, now) -> {
            var isNew = !now.equals(step.before().timeouts().get(name));
            if (isNew && (now == 0 || (name.equals("lock_timeout") && now > LONGEST_WAIT))) {
                found.add(Hazard.TIMEOUT_DISABLED, "", name);
            }
        });
    }
}
