package dev.kontor.shared.database;

import dev.kontor.shared.Done;
import dev.kontor.shared.Result;

/// A statement that goes along with another one, in the same round trip, or alone. For one thread.
final class AttachedStatement {

    private final BoundQuery statement;
    private Stage stage = Stage.WAITING;

    private enum Stage {
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
        return stage == Stage.WAITING;
    }

    boolean isCommitted() {
        return stage == Stage.COMMITTED;
    }

    void setCommitted() {
        stage = Stage.COMMITTED;
    }

    /// It is not to run any more.
    void drop() {
        stage = Stage.DROPPED;
    }

    /// Runs it by itself. It goes on waiting when it fails or is refused.
    Result<Done> runAlone() {
        stage = Stage.RUNNING_ALONE; // so that it does not go along with itself
        try {
            return statement.execute().map(rows -> {
                stage = Stage.COMMITTED;
                return Done.DONE;
            });
        } finally {
            if (stage == Stage.RUNNING_ALONE) {
                stage = Stage.WAITING;
            }
        }
    }
}
