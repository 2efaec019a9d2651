package dev.kontor.local;

import org.jspecify.annotations.Nullable;

/// What keeps a command from its work and can be told in one line: the user reads the message and
/// nothing else, and the exit code is 1.
public final class Failure extends RuntimeException {
    public Failure(String message) {
        super(message);
    }

    public Failure(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
