package dev.kontor.exports;

/// Another step has taken the export, or it was deleted.
final class LostExportException extends RuntimeException {

    LostExportException() {
        super("the export is somebody else's by now, or gone");
    }
}
