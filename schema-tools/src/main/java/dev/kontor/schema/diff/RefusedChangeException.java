package dev.kontor.schema.diff;

/// A change of a schema that is not made because it would not be safe. The message is one line for
/// the developer who asked for it.
public final class RefusedChangeException extends RuntimeException {

    public RefusedChangeException(String message) {
        super(message);
    }
}
