package dev.kontor.shared.database;

import java.time.Duration;
import java.util.function.Supplier;

/// How long some work had to do with the database: waiting for a connection, and holding one. Made
/// for each piece of work that is to be measured; for the thread that does it.
public final class DatabaseTime {

    private static final ScopedValue<DatabaseTime> MEASURED = ScopedValue.newInstance();

    private long nanos;

    /// Does the work, and adds up what all databases took meanwhile.
    public <T> T measure(Supplier<T> work) {
        return ScopedValue.where(MEASURED, this).call(work::get);
    }

    public Duration total() {
        return Duration.ofNanos(nanos);
    }

    /// Adds what took place since, if anyone measures the current thread's work.
    static void addSince(long beginNanoTime) {
        if (MEASURED.isBound()) {
            MEASURED.get().nanos += System.nanoTime() - beginNanoTime;
        }
    }
}
