package dev.kontor.shared.database;

/// A statement that goes along with another one, in the same round trip. For one thread.
final class AttachedStatement {

    private final BoundQuery statement;
    private boolean hasRun;
    private boolean isDropped;

    AttachedStatement(BoundQuery statement) {
        this.statement = statement;
    }

    BoundQuery statement() {
        return statement;
    }

    /// Whether it has committed, together with the statement that it went along with.
    boolean hasRun() {
        return hasRun;
    }

    void setRun() {
        hasRun = true;
    }

    /// Whether it is not to run any more.
    boolean isDropped() {
        return isDropped;
    }

    void drop() {
        isDropped = true;
    }
}
