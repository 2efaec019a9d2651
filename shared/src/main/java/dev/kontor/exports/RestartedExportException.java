package dev.kontor.exports;

/// The export begins anew, in another step.
final class RestartedExportException extends RuntimeException {

    RestartedExportException() {
        super("the export begins anew");
    }
}
