package dev.kontor.storage;

/// S3 did not answer, not in time, or not what was asked. The same request may succeed later.
public final class StorageUnavailableException extends RuntimeException {

    StorageUnavailableException(String message) {
        super(message);
    }

    StorageUnavailableException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
