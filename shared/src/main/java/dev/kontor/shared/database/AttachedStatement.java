package dev.kontor.shared.database;

import dev.kontor.shared.Done;
import dev.kontor.shared.Result;

/// A statement that goes along with another one, in the same round trip, or alone. For one thread.
final class AttachedStatement {

    private final BoundQuery statement;
    private RunState state = RunState.WAITING;

    private enum RunState {
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
        return state == RunState.WAITING;
    }

    boolean isCommitted() {
        return state == RunState.COMMITTED;
    }

    void setCommitted() {
        state = RunState.COMMITTED;
    }

    /// It is not to run any more.
    void drop() {
        state = RunState.DROPPED;
    }

    /// Runs it by itself. It goes on waiting when it fails or is refused.
    Result<Done> runAlone() {
        state = RunState.RUNNING_ALONE; // so that it does not go along with itself
        try {
            return statement.execute().map(rows -> {
                state = RunState.COMMITTED;
                return Done.DONE;
            });
        } finally {
            if (state == RunState.RUNNING_ALONE) {
                state = RunState.WAITING;
            }
        }
    }
}
