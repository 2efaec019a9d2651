package dev.kontor.migrations;

/// A reason to stop; the message is for an operator, in one line.
final class MigrationException extends RuntimeException {

    /// One that trying again won't change.
    MigrationException(String message) {
        super(message);
    }

    /// One whose cause says whether trying again might help.
    MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
