package dev.kontor.versions;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The key of a version's object, which names its file: `files/FILE/OBJECT`, two ids.
public record StorageKey(UUID fileId, UUID objectId) {

    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern KEY = Pattern.compile("files/" + ID + "/" + ID);

    /// Reads a key; empty if it does not have the form of a version's key.
    public static Optional<StorageKey> of(String key) {
        var ids = KEY.matcher(key);
        return ids.matches()
                ? Optional.of(new StorageKey(UUID.fromString(ids.group(1)), UUID.fromString(ids.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "files/" + fileId + "/" + objectId;
    }
}
