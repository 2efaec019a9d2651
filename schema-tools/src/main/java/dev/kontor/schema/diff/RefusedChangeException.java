package dev.kontor.schema.diff;

/// A change of a schema that is not made because it would not be safe. The message is one line for
/// the developer who asked for it.
public final class RefusedChangeException extends RuntimeException {

    public RefusedChangeException(String message) {
        super(message);
    }

    /// @param used what would change
    /// @param user what uses it meanwhile
    static RefusedChangeException inUse(String used, String user) {
        return new RefusedChangeException(
                "the %s cannot be changed while the %s uses it: make another beside it, and move over"
                        .formatted(used, user));
    }
}
