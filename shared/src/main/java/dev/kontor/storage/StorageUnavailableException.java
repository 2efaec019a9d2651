package dev.kontor.storage;

/// S3 did not answer, or not in time, or not as expected. The same request may succeed later.
public final class StorageUnavailableException extends RuntimeException {

    StorageUnavailableException(String message) {
        super(message);
    }

    StorageUnavailableException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
