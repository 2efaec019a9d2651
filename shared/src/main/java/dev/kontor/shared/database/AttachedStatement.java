package dev.kontor.shared.database;

/// A statement that goes along with another one, in the same round trip. For one thread.
final class AttachedStatement {

    private final BoundQuery statement;
    private boolean isUnderWay;
    private boolean hasRun;

    AttachedStatement(BoundQuery statement) {
        this.statement = statement;
    }

    BoundQuery statement() {
        return statement;
    }

    boolean hasRun() {
        return hasRun;
    }

    void begin() {
        isUnderWay = true;
    }

    /// The statement that it went along with was answered, and so was this one, if it was under way.
    void end() {
        hasRun |= isUnderWay;
    }

    /// Forgets an attempt that failed.
    void reset() {
        isUnderWay = false;
    }
}
