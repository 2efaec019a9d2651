package dev.kontor.shared.database;

import dev.kontor.shared.Limits;
import java.time.Duration;
import java.util.function.Supplier;

/// The time that a piece of work has for the database, and the time that it has spent there,
/// waiting for a connection or holding one. For the one thread that does the work.
///
/// A step that might end too late is not begun. So the client gets a response in time even from a
/// slow database, and no work goes on after API Gateway has given up on it.
public final class DatabaseTime {

    private static final ScopedValue<DatabaseTime> CURRENT = ScopedValue.newInstance();

    /// A time of [System#nanoTime].
    private final long end;

    private long takenNanos;

    /// @param available time until the response is due
    public DatabaseTime(Duration available) {
        end = System.nanoTime() + available.minus(Limits.RESPONSE_TIME_RESERVED).toNanos();
    }

    /// Does the work, and adds up the time that it spends in databases.
    public <T> T measure(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    public Duration taken() {
        return Duration.ofNanos(takenNanos);
    }

    /// Adds the time since then to that of the current thread's work, if it is measured.
    static void addSince(long beginNanoTime) {
        if (CURRENT.isBound()) {
            CURRENT.get().takenNanos += System.nanoTime() - beginNanoTime;
        }
    }

    /// Allows the next step: a wait for a connection, or a statement.
    ///
    /// @throws DatabaseUnavailableException when less than [Limits#DATABASE_STEP_TIME_MAX] is left
    static void beginStep() {
        if (CURRENT.isBound() && CURRENT.get().left().compareTo(Limits.DATABASE_STEP_TIME_MAX) < 0) {
            throw new DatabaseUnavailableException("too little time is left for another step");
        }
    }

    /// The wanted time, or less: the time that is left after one more statement.
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
