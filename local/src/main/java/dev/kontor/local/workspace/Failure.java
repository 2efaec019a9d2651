package dev.kontor.local.workspace;

import org.jspecify.annotations.Nullable;

/// A failure that one line explains. The user reads the message and nothing else, and the exit
/// code is 1.
public final class Failure extends RuntimeException {
    public Failure(String message) {
        super(message);
    }

    public Failure(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
