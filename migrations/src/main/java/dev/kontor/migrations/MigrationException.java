package dev.kontor.migrations;

/// A reason to stop that trying again won't change; the message is for an operator.
final class MigrationException extends RuntimeException {
    MigrationException(String message) {
        super(message);
    }
}
