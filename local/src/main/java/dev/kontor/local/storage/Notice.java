package dev.kontor.local.storage;

import java.nio.file.Path;

/// That an object was stored and nobody has been told yet: an empty file of one upload, so that
/// telling of an earlier one under the same key does not settle a later one.
record Notice(Path file) {
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
