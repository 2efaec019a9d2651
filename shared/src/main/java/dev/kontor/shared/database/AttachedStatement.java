package dev.kontor.shared.database;

import dev.kontor.shared.Done;
import dev.kontor.shared.Result;

/// A statement that goes along with another one, in the same round trip, or alone. For one thread.
final class AttachedStatement {

    private final BoundQuery statement;
    private State state = State.WAITING;

    private enum State {
        WAITING,
        RUNNING_ALONE,
        COMMITTED,
        DROPPED
    }

    AttachedStatement(BoundQuery statement) {
        this.statement = statement;
    }

    BoundQuery statement() {
        return statement;
    }

    /// Whether the next statement takes it along.
    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    void setCommitted() {
        state = State.COMMITTED;
    }

    /// It is not to run any more.
    void drop() {
        state = State.DROPPED;
    }

    /// Runs it by itself. It goes on waiting when it fails or is refused.
    Result<Done> runAlone() {
        state = State.RUNNING_ALONE; // so that it does not go along with itself
        try {
            return statement.execute().map(rows -> {
                state = State.COMMITTED;
                return Done.DONE;
            });
        } finally {
            if (state == State.RUNNING_ALONE) {
                state = State.WAITING;
            }
        }
    }
}
