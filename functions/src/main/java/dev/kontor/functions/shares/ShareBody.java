package dev.kontor.functions.shares;

import dev.kontor.folders.Child;
import dev.kontor.shares.Share;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A share as its owner sees it.
///
/// @param url the link to the share
/// @param type `file` or `folder`
public record ShareBody(
        UUID id,
        String token,
        String url,
        String type,
        @Nullable UUID fileId,
        @Nullable UUID folderId,
        boolean hasPassword,
        @Nullable Instant expiresAt,
        @Nullable Integer maxDownloads,
        long downloadCount,
        Instant createdAt) {

    /// @param origin where the API begins
    static ShareBody of(Share share, String origin) {
        return new ShareBody(
                share.id(),
                share.token(),
                origin + "/v1/public/" + share.token(),
                share.fileId() == null ? Child.FOLDER : Child.FILE,
                share.fileId(),
                share.folderId(),
                share.hasPassword(),
                share.expiresAt(),
                share.maxDownloads(),
                share.downloadCount(),
                share.createdAt());
    }

    /// Leaves out token and link, which open the share to anyone who reads a log.
    @Override
    public String toString() {
        return "ShareBody[" + id + "]";
    }
}
