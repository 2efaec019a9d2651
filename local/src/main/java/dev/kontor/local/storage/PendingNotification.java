package dev.kontor.local.storage;

import java.nio.file.Path;

/// A notification that has not been delivered yet. Each upload has its own empty file, so that the
/// delivery for an earlier upload does not remove the one for a later upload of the same key.
record PendingNotification(Path file) {
    private static final String SEPARATOR = ".";

    static String name(String objectName, String sequencer) {
        return objectName + SEPARATOR + sequencer;
    }

    /// The name of the object's file.
    String objectName() {
        var name = file.getFileName().toString();
        return name.substring(0, name.indexOf(SEPARATOR));
    }
}
