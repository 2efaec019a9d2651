package dev.kontor.functions.http;

import dev.kontor.storage.ObjectStore;
import dev.kontor.versions.PendingUpload;
import java.util.Objects;

/// The member `upload` of a response: how a client uploads content.
public final class ContentUpload {

    private ContentUpload() {}

    /// A request that uploads the content at once, signed here, or what the client needs to ask for the
    /// parts.
    public static Record of(ObjectStore storage, PendingUpload upload) {
        return Objects.requireNonNullElseGet(
                upload.parts(),
                () -> storage.upload(upload.storageKey(), upload.size(), upload.mimeType(), upload.checksum()));
    }
}
