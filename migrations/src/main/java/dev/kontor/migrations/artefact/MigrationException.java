package dev.kontor.migrations.artefact;

/// A reason to stop; the message is for an operator, in one line.
public final class MigrationException extends RuntimeException {

    /// One that trying again won't change.
    public MigrationException(String message) {
        super(message);
    }

    /// One whose cause says whether trying again might help.
    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
