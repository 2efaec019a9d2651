package dev.kontor.shared.database;

/// A statement that goes along with another one, in the same round trip and the same transaction. For
/// one thread.
final class AttachedStatement {

    private final BoundQuery statement;
    private State state = State.WAITING;

    private enum State {
        WAITING,
        /// Has run in a transaction that has not ended.
        RUN,
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

    void setRun() {
        state = State.RUN;
    }

    /// The transaction has committed, in which it may have run.
    void commit() {
        if (state == State.RUN) {
            state = State.COMMITTED;
        }
    }

    /// The transaction has ended. What has run in it without a commit waits again.
    void end() {
        if (state == State.RUN) {
            state = State.WAITING;
        }
    }

    /// It is not to run any more.
    void drop() {
        state = State.DROPPED;
    }
}
