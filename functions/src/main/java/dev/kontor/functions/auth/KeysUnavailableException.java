package dev.kontor.functions.auth;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// No key is known to fit a token, and the key set cannot be fetched, or was fetched too often. That
/// says nothing about the token.
final class KeysUnavailableException extends RuntimeException {

    /// @param cause why the key set cannot be fetched; null where it was fetched too often
    KeysUnavailableException(String message, @Nullable IOException cause) {
        super(message, cause);
    }
}
