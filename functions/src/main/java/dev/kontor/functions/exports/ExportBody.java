package dev.kontor.functions.exports;

import dev.kontor.exports.Export;
import dev.kontor.exports.ExportProgress;
import dev.kontor.exports.ExportStatus;
import dev.kontor.storage.ObjectStore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An export as its user sees it.
///
/// @param url downloads it, for a while; null unless it is ready
public record ExportBody(
        UUID id,
        ExportStatus status,
        ExportProgress progress,
        @Nullable String url,
        @Nullable Instant expiresAt,
        Instant createdAt) {

    private static final String MIME_TYPE = "application/zip";

    /// Without a link, which would expire before a client repeats its request.
    static ExportBody of(Export export) {
        return withUrl(export, null);
    }

    static ExportBody withLink(Export export, ObjectStore store) {
        if (export.status() != ExportStatus.READY) {
            return of(export);
        }
        var name = "export-%s.zip".formatted(export.createdAt().toString().substring(0, 10));
        return withUrl(
                export,
                store.download(export.storageKey(), name, MIME_TYPE, export.expiresAt())
                        .url());
    }

    private static ExportBody withUrl(Export export, @Nullable String url) {
        return new ExportBody(
                export.id(), export.status(), export.progress(), url, export.expiresAt(), export.createdAt());
    }
}
