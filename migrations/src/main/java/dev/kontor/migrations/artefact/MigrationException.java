package dev.kontor.migrations.artefact;

/// A reason to stop; the message is for an operator, in one line.
public final class MigrationException extends RuntimeException {

    /// A reason that trying again won't change.
    public MigrationException(String message) {
        super(message);
    }

    /// A reason whose cause tells whether trying again might help.
    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
