package dev.kontor.shared.database;

import dev.kontor.shared.Limits;
import java.time.Duration;
import java.util.function.Supplier;

/// The time that some work has for the database, and what it has taken of it: waiting for a
/// connection, and holding one. Made for each piece of work; for the thread that does it.
///
/// Whatever would end too late is not begun. So a slow database is answered in time, and nothing
/// goes on behind an answer that somebody else had to give.
public final class DatabaseTime {

    private static final ScopedValue<DatabaseTime> CURRENT = ScopedValue.newInstance();

    /// By [System#nanoTime].
    private final long end;

    private long takenNanos;

    /// @param available until the work has to be answered
    public DatabaseTime(Duration available) {
        end = System.nanoTime() + available.minus(Limits.RESPONSE_TIME_RESERVED).toNanos();
    }

    /// Does the work, and adds up what all databases took meanwhile.
    public <T> T measure(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    public Duration taken() {
        return Duration.ofNanos(takenNanos);
    }

    /// Adds what took place since, if the current thread's work has such a time.
    static void addSince(long beginNanoTime) {
        if (CURRENT.isBound()) {
            CURRENT.get().takenNanos += System.nanoTime() - beginNanoTime;
        }
    }

    /// To be asked before each wait for a connection and each statement.
    ///
    /// @throws DatabaseUnavailableException less than [Limits#DATABASE_STEP_TIME_MAX] is left
    static void beginStep() {
        if (CURRENT.isBound() && CURRENT.get().left().compareTo(Limits.DATABASE_STEP_TIME_MAX) < 0) {
            throw new DatabaseUnavailableException("too little time is left for another step");
        }
    }

    /// As much as wanted, or as is left after another statement.
    static Duration atMost(Duration wanted) {
        if (!CURRENT.isBound()) {
            return wanted;
        }
        var left = CURRENT.get().left().minus(Limits.STATEMENT_TIMEOUT);
        return left.compareTo(wanted) < 0 ? left : wanted;
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
